/*
 * enter GROUP COMMAND...
 *
 * Starts a command in a control group, as the first process of a namespace, waits for it and ends as it does; when it is
 * killed, so is the command. The command begins its life in the group, which takes no time, whereas a process that is moved
 * waits for all processors. It is moved where that cannot be, and where it cannot be moved it runs all the same.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SYS_clone3
#define SYS_clone3 435
#endif

/* What clone3(2) takes, up to the group, and its flag for that. */
struct birth {
  uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls, set_tid, set_tid_size, cgroup;
};
static const uint64_t INTO_CGROUP = 0x200000000ULL;

static pid_t born_in(int group) {
  struct birth birth = {.flags = INTO_CGROUP | CLONE_NEWPID, .exit_signal = SIGCHLD, .cgroup = (uint64_t)group};
  return (pid_t)syscall(SYS_clone3, &birth, sizeof birth);
}

static void move_to(int group) {
  int members = openat(group, "cgroup.procs", O_WRONLY | O_CLOEXEC);
  if (members < 0) return;
  if (write(members, "0", 1) < 0) fprintf(stderr, "enter: cannot enter the control group\n");
  close(members);
}

int main(int count, char **words) {
  if (count < 3) return 2;
  signal(SIGCHLD, SIG_DFL);
  int group = open(words[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int moves = 0, status;
  pid_t child = group < 0 ? -1 : born_in(group);
  if (child < 0) {
    moves = group >= 0;
    if (unshare(CLONE_NEWPID)) return 1;
    child = fork();
  }
  if (child < 0) return 1;
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (moves) move_to(group);
    execv(words[2], words + 2);
    return 127;
  }
  if (group >= 0) close(group);
  signal(SIGINT, SIG_IGN);
  signal(SIGTERM, SIG_IGN);
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return 1;
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  signal(WTERMSIG(status), SIG_DFL);
  kill(getpid(), WTERMSIG(status));
  return 128 + WTERMSIG(status);
}
