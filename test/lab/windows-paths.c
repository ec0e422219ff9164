/*
 * Preloaded into OpenSSH's sftp-server: shows the folder $LAB_DRIVES ("C:" is in it) as the whole
 * file system, the way Windows' sftp-server shows its drives.
 *
 *   /C:/Windows/x   C:/Windows/x   C:\Windows\x   a name on a drive
 *   /Windows/x                                    a name on the current drive, C:
 *   x                                             a name in the profile folder, $LAB_PROFILE
 *   /                                             the drives
 *
 * The case of ASCII letters does not matter in a name. A file without its owner's write
 * bit has Windows' read-only attribute: it cannot be removed, so SSH_FXP_RENAME (a hard link, then
 * a removal) leaves it with both names; posix-rename moves it. What the file $LAB_DENIED lists, one
 * "/C:/..." a line, is refused with all that lies below, which mode bits could not do to root.
 *
 * Not shown: locks of open and of running files, access lists, 8.3 names, reparse points, names
 * that Windows forbids, the case of letters beyond ASCII, lsetstat@openssh.com and
 * statvfs@openssh.com. A posix-rename onto another name of the same file does nothing here.
 *
 * Every call goes on through its "at" form, which sftp-server does not import and which is
 * therefore not replaced here.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#define SAME(name) __attribute__((alias(name)))

static const char *setting(const char *name) {
  const char *value = getenv(name);
  if (value == NULL || strlen(value) >= PATH_MAX) _exit(70);
  return value;
}

/* Replaces the last component of `path` (from `name` on) by the entry that differs only in case. */
static void fold(char *path, char *name) {
  struct stat seen;
  if (fstatat(AT_FDCWD, path, &seen, AT_SYMLINK_NOFOLLOW) == 0) return;
  name[-1] = '\0';
  int folder = openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  name[-1] = '/';
  if (folder < 0) return;
  DIR *entries = fdopendir(folder);
  if (entries == NULL) {
    close(folder);
    return;
  }
  for (struct dirent *entry; (entry = readdir(entries)) != NULL;)
    if (strcasecmp(entry->d_name, name) == 0) {
      strcpy(name, entry->d_name);
      break;
    }
  closedir(entries);
}

/* `path` begins with the root's name: is it, or what it lies in, listed as denied? */
static int is_denied(const char *path) {
  int refused = 0;
  char line[PATH_MAX];
  int file = openat(AT_FDCWD, setting("LAB_DENIED"), O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  FILE *list = fdopen(file, "r");
  const char *inside = path + strlen(setting("LAB_DRIVES"));
  while (list != NULL && !refused && fgets(line, sizeof line, list) != NULL) {
    size_t length = strcspn(line, "\n");
    refused = length > 0 && strncasecmp(inside, line, length) == 0 &&
              (inside[length] == '\0' || inside[length] == '/');
  }
  if (list != NULL) fclose(list);
  return refused;
}

/* The host's name for a name that came over SFTP; NULL with errno when there can be none. */
static const char *host(const char *asked, char out[PATH_MAX]) {
  char text[2 * PATH_MAX], *rest = text, *part;
  if (strcmp(asked, "/dev/null") == 0) return asked; /* sftp-server's own start */
  if (strlen(asked) >= PATH_MAX) {
    errno = ENAMETOOLONG;
    return NULL;
  }
  int relative = asked[0] != '/' && asked[0] != '\\';
  int start = relative ? sprintf(text, "%s/", setting("LAB_PROFILE")) : 0;
  strcpy(text + start, asked);
  for (char *c = text; (c = strchr(c, '\\')) != NULL;) *c = '/';
  const char *root = setting("LAB_DRIVES");
  size_t drives = strlen(root), drive = 0, length = drives;
  strcpy(out, root);
  while ((part = strsep(&rest, "/")) != NULL) {
    if (*part == '\0' || strcmp(part, ".") == 0) continue;
    if (isalpha((unsigned char)part[0]) && part[1] == ':' && part[2] == '\0') {
      length = drives; /* a drive begins anew, wherever it stands: sftp-server puts the current
                          directory in front of "C:/x" */
      drive = 0;
    } else if (drive == 0) {
      length = drives + (size_t)sprintf(out + drives, "/C:");
      drive = length;
    }
    if (strcmp(part, "..") == 0) {
      while (length > drive && out[length] != '/') length--;
      out[length] = '\0';
      continue;
    }
    if (length + strlen(part) + 2 >= PATH_MAX) {
      errno = ENAMETOOLONG;
      return NULL;
    }
    sprintf(out + length, "/%s", part);
    fold(out, out + length + 1);
    length += 1 + strlen(part);
    if (drive == 0) drive = length;
  }
  if (is_denied(out)) {
    errno = EACCES;
    return NULL;
  }
  return out;
}

#define HOST(name, asked, failed)          \
  char name##_space[PATH_MAX];             \
  const char *name = host(asked, name##_space); \
  if (name == NULL) return failed

int open(const char *asked, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
  va_end(more);
  HOST(path, asked, -1);
  return openat(AT_FDCWD, path, flags, mode);
}
int open64(const char *asked, int flags, ...) SAME("open");

int stat(const char *restrict asked, struct stat *restrict seen) {
  HOST(path, asked, -1);
  return fstatat(AT_FDCWD, path, seen, 0);
}
int stat64(const char *restrict asked, struct stat64 *restrict seen) SAME("stat");

int lstat(const char *restrict asked, struct stat *restrict seen) {
  HOST(path, asked, -1);
  return fstatat(AT_FDCWD, path, seen, AT_SYMLINK_NOFOLLOW);
}
int lstat64(const char *restrict asked, struct stat64 *restrict seen) SAME("lstat");

DIR *opendir(const char *asked) {
  HOST(path, asked, NULL);
  int folder = openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  return folder < 0 ? NULL : fdopendir(folder);
}

int mkdir(const char *asked, mode_t mode) {
  HOST(path, asked, -1);
  return mkdirat(AT_FDCWD, path, mode);
}

int rmdir(const char *asked) {
  HOST(path, asked, -1);
  return unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

int unlink(const char *asked) {
  struct stat seen;
  HOST(path, asked, -1);
  if (fstatat(AT_FDCWD, path, &seen, AT_SYMLINK_NOFOLLOW) == 0 && (seen.st_mode & S_IWUSR) == 0) {
    errno = EACCES;
    return -1;
  }
  return unlinkat(AT_FDCWD, path, 0);
}

int rename(const char *asked_from, const char *asked_to) {
  HOST(from, asked_from, -1);
  HOST(to, asked_to, -1);
  return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

int link(const char *asked_from, const char *asked_to) {
  HOST(from, asked_from, -1);
  HOST(to, asked_to, -1);
  return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int symlink(const char *target, const char *asked) {
  HOST(path, asked, -1);
  return symlinkat(target, AT_FDCWD, path);
}

ssize_t readlink(const char *restrict asked, char *restrict target, size_t size) {
  HOST(path, asked, -1);
  return readlinkat(AT_FDCWD, path, target, size);
}

int chmod(const char *asked, mode_t mode) {
  HOST(path, asked, -1);
  return fchmodat(AT_FDCWD, path, mode, 0);
}

int chown(const char *asked, uid_t owner, gid_t group) {
  (void)asked, (void)owner, (void)group;
  errno = EPERM; /* Windows' sftp-server has no owners to set */
  return -1;
}

int utimes(const char *asked, const struct timeval times[2]) {
  HOST(path, asked, -1);
  struct timespec exact[2] = {{times[0].tv_sec, times[0].tv_usec * 1000},
                              {times[1].tv_sec, times[1].tv_usec * 1000}};
  return utimensat(AT_FDCWD, path, exact, 0);
}

int truncate(const char *asked, off_t length) {
  HOST(path, asked, -1);
  int file = openat(AT_FDCWD, path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return -1;
  int result = ftruncate(file, length), why = errno;
  close(file);
  errno = why;
  return result;
}
int truncate64(const char *asked, off64_t length) SAME("truncate");

char *getcwd(char *out, size_t size) {
  const char *profile = setting("LAB_PROFILE");
  if (out == NULL || strlen(profile) >= size) {
    errno = ERANGE;
    return NULL;
  }
  return strcpy(out, profile);
}
