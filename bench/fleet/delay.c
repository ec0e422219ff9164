/*
 * delay NAMESPACE: a network line of a chosen length on one machine, where the kernel has no netem.
 * One end is the interface `wrb0` here, the other `wrb1` in the network namespace; each packet
 * arrives so many microseconds after it was sent as the last number on standard input says.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { room = 4096, largest = 2048 };

struct packet {
  long long due;
  ssize_t length;
  char bytes[largest];
};

/* What is on its way in one direction. */
struct line {
  int from, to;
  size_t first, count;
  struct packet packets[room];
};

static struct line lines[2];
static long long delay;

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

static void fail(const char *what) {
  perror(what);
  exit(70);
}

static int interface(const char *name) {
  struct ifreq wanted = {.ifr_flags = IFF_TUN | IFF_NO_PI};
  strcpy(wanted.ifr_name, name);
  int tun = open("/dev/net/tun", O_RDWR | O_NONBLOCK);
  if (tun < 0 || ioctl(tun, TUNSETIFF, &wanted) != 0) fail(name);
  return tun;
}

static void take(struct line *line) {
  while (line->count < room) {
    struct packet *packet = &line->packets[(line->first + line->count) % room];
    packet->length = read(line->from, packet->bytes, largest);
    if (packet->length <= 0) return;
    packet->due = now() + delay;
    line->count++;
  }
}

/* Gives the time of the next packet, 0 when there is none. */
static long long deliver(struct line *line) {
  while (line->count > 0) {
    struct packet *packet = &line->packets[line->first];
    if (packet->due > now()) return packet->due;
    /* An interface that is not up yet loses it, as a network may. */
    if (write(line->to, packet->bytes, (size_t)packet->length) < 0) { /* lost */
    }
    line->first = (line->first + 1) % room;
    line->count--;
  }
  return 0;
}

int main(int count, char **arguments) {
  char path[256], said[64];
  if (count != 2) return 70;
  int here = interface("wrb0");
  snprintf(path, sizeof path, "/run/netns/%s", arguments[1]);
  int namespace = open(path, O_RDONLY);
  if (namespace < 0 || setns(namespace, CLONE_NEWNET) != 0) fail(path);
  int there = interface("wrb1");
  lines[0].from = lines[1].to = here;
  lines[0].to = lines[1].from = there;
  puts("ready");
  fflush(stdout);
  for (;;) {
    long long first = deliver(&lines[0]), second = deliver(&lines[1]);
    long long next = first == 0 || (second != 0 && second < first) ? second : first;
    long long wait = next == 0 ? 1000000 : next - now();
    struct timespec patience = {wait / 1000000, wait > 0 ? wait % 1000000 * 1000 : 0};
    struct pollfd watched[] = {{here, POLLIN, 0}, {there, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
    if (wait < 0) continue;
    ppoll(watched, 3, &patience, NULL);
    take(&lines[0]);
    take(&lines[1]);
    if (watched[2].revents == 0) continue;
    ssize_t length = read(STDIN_FILENO, said, sizeof said - 1);
    if (length <= 0) return 0; /* the starter is gone */
    said[length] = '\0';
    delay = atoll(said);
  }
}
