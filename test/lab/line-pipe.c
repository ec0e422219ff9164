/*
 * line-pipe PROGRAM ARGUMENT...: runs the program with a pipe as its standard input on which every
 * line of this process' own standard input arrives as a packet of its own, as soon as it is there.
 *
 * Wine's cmd reads its input in blocks and seeks back for the next line. From an ordinary pipe all
 * but the first line is lost; a packet (O_DIRECT, pipe(2)) is never read past its end.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    int ends[2];
    if (count < 2 || pipe2(ends, O_DIRECT) != 0)
        return 70;
    pid_t reader = fork();
    if (reader < 0)
        return 70;
    if (reader > 0) {
        /* The program keeps this process' number, so that its exit code is the session's. */
        dup2(ends[0], STDIN_FILENO);
        close(ends[0]);
        close(ends[1]);
        execv(arguments[1], arguments + 1);
        return 70;
    }
    close(ends[0]);
    /* Nothing of the session's output may stay open here, or it would never end. */
    close(STDOUT_FILENO);
    close(STDERR_FILENO);
    signal(SIGPIPE, SIG_DFL);
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    while ((length = getline(&line, &room, stdin)) > 0) {
        if (length > PIPE_BUF)
            return 71;
        if (write(ends[1], line, (size_t)length) != length)
            return 71;
    }
    return 0;
}
