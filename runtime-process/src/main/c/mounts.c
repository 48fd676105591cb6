/*
 * mounts
 *
 * Mounts what tables say whose paths it reads from its standard input, one on a line, until that ends; and tells on its
 * standard error how each went: what went wrong, and then "done 0" or "done 1". A table has lines as of fstab(5) whose
 * options are "bind" and, if any, "ro", "nosuid", "nodev" and "noexec". It does what mount(8) does for them, without a
 * process for each table.
 *
 * The line "stop" stops all other processes of its namespace but the first, and "cont" has them go on; so does its end.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>

static const struct {
  const char *name;
  unsigned long flag;
} options[] = {{"bind", 0}, {"ro", MS_RDONLY}, {"nosuid", MS_NOSUID}, {"nodev", MS_NODEV}, {"noexec", MS_NOEXEC}};

static int fail(const char *what, const char *why) {
  fprintf(stderr, "mounts: %s: %s\n", what, why);
  return -1;
}

/* Octal numbers of three digits after a backslash are the characters that a word cannot have. */
static void unescape(char *word) {
  char *to = word;
  for (char *from = word; *from; to++) {
    if (from[0] == '\\' && from[1] && from[2] && from[3]) {
      *to = (char)((from[1] - '0') << 6 | (from[2] - '0') << 3 | (from[3] - '0'));
      from += 4;
    } else
      *to = *from++;
  }
  *to = 0;
}

static int flags_of(char *words, unsigned long *flags) {
  char *rest;
  for (char *word = strtok_r(words, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
    size_t i = 0, all = sizeof options / sizeof *options;
    while (i < all && strcmp(word, options[i].name)) i++;
    if (i == all) return fail(word, "no such option");
    *flags |= options[i].flag;
  }
  return 0;
}

static int mount_line(char *line) {
  char *rest, *from = strtok_r(line, " \n", &rest), *to = strtok_r(NULL, " ", &rest);
  char *type = strtok_r(NULL, " ", &rest), *words = strtok_r(NULL, " \n", &rest);
  unsigned long flags = 0;
  if (!words || strcmp(type, "none")) return fail("a line", "not as it should be");
  if (flags_of(words, &flags)) return -1;
  unescape(from);
  unescape(to);
  if (mount(from, to, NULL, MS_BIND, NULL)) return fail(from, strerror(errno));
  if (flags && mount(NULL, to, NULL, MS_BIND | MS_REMOUNT | flags, NULL)) return fail(to, strerror(errno));
  return 0;
}

static int mount_table(const char *path) {
  FILE *table = fopen(path, "re");
  if (!table) return fail(path, strerror(errno));
  char *line = NULL;
  size_t size = 0;
  int failed = 0;
  while (!failed && getline(&line, &size, table) > 0) failed = mount_line(line);
  if (ferror(table)) failed = fail(path, strerror(errno));
  free(line);
  fclose(table);
  return failed;
}

int main(void) {
  char *line = NULL;
  size_t size = 0;
  setvbuf(stdin, NULL, _IONBF, 0);
  setvbuf(stderr, NULL, _IOLBF, 0);
  for (ssize_t length; (length = getline(&line, &size, stdin)) > 0;) {
    if (line[length - 1] == '\n') line[length - 1] = 0;
    if (!strcmp(line, "stop")) kill(-1, SIGSTOP);
    else if (!strcmp(line, "cont")) kill(-1, SIGCONT);
    else fprintf(stderr, "done %d\n", mount_table(line) ? 1 : 0);
  }
  kill(-1, SIGCONT);
  return 0;
}
