/*
 * One session of a measured workstation, started by sshd as its forced command. SFTP is OpenSSH's
 * own sftp-server; `cmd` is a stand-in that costs next to nothing: it knows `echo`, `exit` and the
 * lines of the file $FLEET_ANSWERS, which were recorded from a practice workstation:
 *
 *   the line, then "keep 12" or "0 12" (ERRORLEVEL afterwards, bytes of output), then the output
 *
 * Each line's output is written by itself, as cmd and its programs do.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct answer {
  const char *line, *output;
  size_t length;
  int keeps, code;
};

static struct answer answers[512];
static int known, error_level;

static void fail(const char *what) {
  fprintf(stderr, "the session cannot begin: %s\n", what);
  exit(70);
}

static void load(void) {
  static char text[4 * 1024 * 1024];
  const char *path = getenv("FLEET_ANSWERS");
  FILE *file = path == NULL ? NULL : fopen(path, "r");
  if (file == NULL) fail("no answers");
  size_t length = fread(text, 1, sizeof text - 1, file);
  if (length == sizeof text - 1) fail("too many answers");
  fclose(file);
  for (char *at = text; at < text + length;) {
    struct answer *one = &answers[known++];
    char *head = strchr(at, '\n');
    if (known == 512 || head == NULL) fail("odd answers");
    one->line = at;
    *head++ = '\0';
    one->keeps = strncmp(head, "keep ", 5) == 0;
    if (!one->keeps) one->code = atoi(head);
    one->length = strtoul(strchr(head, ' '), &at, 10);
    one->output = ++at;
    at += one->length;
  }
}

static void say(const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(STDOUT_FILENO, bytes, length);
    if (written <= 0) exit(1);
    bytes += written;
    length -= (size_t)written;
  }
}

static void echo(const char *text) {
  char line[8192];
  const char *level = strstr(text, "%ERRORLEVEL%");
  if (level == NULL) level = strstr(text, "!ERRORLEVEL!");
  int before = level == NULL ? (int)strlen(text) : (int)(level - text);
  if (before > 8000) exit(1);
  int length = level == NULL ? sprintf(line, "%s\r\n", text)
                             : sprintf(line, "%.*s%d%s\r\n", before, text, error_level, level + 12);
  say(line, (size_t)length);
}

static void run(const char *line) {
  if (strncmp(line, "exit", 4) == 0) exit(line[4] == '\0' ? error_level : atoi(line + 4));
  if (strncmp(line, "echo ", 5) == 0) {
    echo(line + 5);
    return;
  }
  for (int at = 0; at < known; at++) {
    if (strcmp(answers[at].line, line) != 0) continue;
    say(answers[at].output, answers[at].length);
    if (!answers[at].keeps) error_level = answers[at].code;
    return;
  }
  /* What was not recorded must not look like an answer. */
  error_level = 9009;
}

/* `cmd /c "A & B"` */
static void run_chain(char *chain) {
  for (char *next; chain != NULL; chain = next) {
    next = strstr(chain, " & ");
    if (next != NULL) {
      *next = '\0';
      next += 3;
    }
    run(chain);
  }
}

static void run_input(void) {
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  while ((length = getline(&line, &room, stdin)) > 0) {
    line[strcspn(line, "\r\n")] = '\0';
    run(line);
  }
}

int main(void) {
  static const char chain[] = "cmd /q /d /v:on /c \"";
  char *command = getenv("SSH_ORIGINAL_COMMAND");
  if (command == NULL) fail("no command");
  if (strcmp(command, "sftp") == 0) {
    setenv("LD_PRELOAD", getenv("LAB_PRELOAD"), 1);
    execl(getenv("LAB_SFTP_SERVER"), "sftp-server", (char *)NULL);
    fail("no sftp-server");
  }
  load();
  if (strcmp(command, "cmd /q /d") == 0) {
    run_input();
    return error_level;
  }
  size_t length = strlen(command);
  if (strncmp(command, chain, sizeof chain - 1) != 0 || command[length - 1] != '"')
    fail("only cmd /q /d, cmd /q /d /v:on /c and SFTP are here");
  command[length - 1] = '\0';
  run_chain(command + sizeof chain - 1);
  return error_level;
}
