/*
 * measured REPORT PROGRAM ARGUMENT...: runs the program and writes to the file REPORT, in one line,
 *
 *   exit status, microseconds until it ended, microseconds of user and of system time, and the
 *   kilobytes that the largest process had resident
 *
 * for the program and everything that it started, also what detached itself (ControlPersist): as
 * their subreaper this process inherits them, and it waits until the last one has ended. Nothing of
 * the server is among them.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static pid_t program;

static void forward(int signal) { kill(program, signal); }

static long long microseconds(struct timeval time) { return time.tv_sec * 1000000LL + time.tv_usec; }

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

int main(int count, char **arguments) {
  if (count < 3 || prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) return 70;
  long long begun = now(), ended = 0;
  int status = 70;
  program = fork();
  if (program < 0) return 70;
  if (program == 0) {
    execvp(arguments[2], arguments + 2);
    _exit(71);
  }
  signal(SIGTERM, forward);
  for (;;) {
    int how;
    pid_t gone = waitpid(-1, &how, 0);
    if (gone < 0) break;
    if (gone != program) continue;
    ended = now();
    status = WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
  }
  struct rusage used;
  getrusage(RUSAGE_CHILDREN, &used);
  FILE *report = fopen(arguments[1], "w");
  if (report == NULL) return 70;
  fprintf(report, "%d %lld %lld %lld %ld\n", status, ended - begun, microseconds(used.ru_utime),
          microseconds(used.ru_stime), used.ru_maxrss);
  return fclose(report) == 0 ? 0 : 70;
}
