/*
 * silent: two kinds of workstation that never answer. Prints two ports, each on every address of
 * this machine: behind the first, connections are taken and nothing is ever said; the second takes
 * none, since its queue is full. Ends with its standard input.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Nobody accepts: the kernel takes connections until the queue is full. */
static struct sockaddr_in listening(int queue) {
  struct sockaddr_in place = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_ANY)};
  socklen_t length = sizeof place;
  int server = socket(AF_INET, SOCK_STREAM, 0);
  if (server < 0 || bind(server, (struct sockaddr *)&place, length) != 0 ||
      listen(server, queue) != 0 || getsockname(server, (struct sockaddr *)&place, &length) != 0) {
    perror("no port to listen on");
    exit(70);
  }
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return place;
}

int main(void) {
  struct sockaddr_in silent = listening(4096), full = listening(0);
  for (int held = 0; held < 4; held++)
    connect(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), (struct sockaddr *)&full, sizeof full);
  printf("%d %d\n", ntohs(silent.sin_port), ntohs(full.sin_port));
  fflush(stdout);
  for (char word; read(STDIN_FILENO, &word, 1) > 0;) {
  }
  return 0;
}
