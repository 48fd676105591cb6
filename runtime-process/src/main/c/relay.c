/*
 * relay [in=SOCKET] [PORT=SOCKET ...] -- PROGRAM [ARGUMENT ...]
 *
 * Becomes PROGRAM, and leaves a process behind that listens on these ports of 127.0.0.1 and hands each connection on to
 * the Unix socket of its port. So a program in a sandbox without a network reaches what it is allowed to reach, which
 * it is told as an address. It listens before PROGRAM begins. It holds no more than one buffer for each direction of a
 * connection, and its standard streams are closed: whoever reads the program's output is not kept waiting by it.
 *
 * The other way round, it keeps a connection waiting at the socket `in`. Who listens there writes two bytes, the high
 * one first: the port of 127.0.0.1 that this connection leads to from then on. The next one waits already.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PORTS = 64, CONNECTIONS = 400, BUFFER = 65536, BACKLOG = 128 };

struct listener {
  int fd;
  const char *path;
};

/* One end of a connection: what was read from it and not written to the other end yet. */
struct end {
  struct connection *of;
  int fd;
  int ended;     /* nothing more comes from it */
  int shut;      /* the other end was told so */
  unsigned from, to;
  unsigned events;
  char bytes[BUFFER];
};

struct connection {
  struct end ends[2];
  int waits;     /* for the port that it is to lead to */
  int closed;
  struct connection *next;
};

static struct listener listeners[PORTS];
static const char *inward;
static int listening, connected, queue;
static struct connection *gone;

static void fail(const char *what) {
  fprintf(stderr, "relay: %s: %s\n", what, strerror(errno));
  exit(126);
}

static void listen_at(const char *word) {
  char *path;
  long port = strtol(word, &path, 10);
  if (*path != '=' || port < 1 || port > 65535 || listening == PORTS) {
    fprintf(stderr, "relay: not PORT=SOCKET: %s\n", word);
    exit(126);
  }
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) fail("socket");
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, BACKLOG) < 0) fail(word);
  listeners[listening].fd = fd;
  listeners[listening++].path = path + 1;
}

static int reach(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) return -1;
  strcpy(address.sun_path, path);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) < 0) {
    close(fd);
    return -1;
  }
  if (fd >= 0) fcntl(fd, F_SETFL, O_NONBLOCK);
  return fd;
}

static struct end *other(struct end *end) {
  return &end->of->ends[end == &end->of->ends[0]];
}

/* Closed now, freed once no event of this round can name it. */
static void drop(struct connection *connection) {
  if (connection->closed) return;
  connection->closed = 1;
  close(connection->ends[0].fd);
  if (!connection->waits) close(connection->ends[1].fd);
  connection->next = gone;
  gone = connection;
  connected--;
}

static void add(struct connection *connection, int at, int fd) {
  struct end *end = &connection->ends[at];
  end->of = connection;
  end->fd = fd;
  end->events = EPOLLIN;
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = end};
  epoll_ctl(queue, EPOLL_CTL_ADD, fd, &event);
}

static void accept_from(struct listener *listener) {
  int fd = accept4(listener->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd < 0) return;
  struct connection *connection = connected < CONNECTIONS ? calloc(1, sizeof *connection) : NULL;
  int to = connection ? reach(listener->path) : -1;
  if (to < 0) {
    free(connection);
    close(fd);
    return;
  }
  int one = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  connected++;
  add(connection, 0, fd);
  add(connection, 1, to);
}

/* One more connection that waits to be led to a port. */
static void wait_inward(void) {
  struct connection *connection = calloc(1, sizeof *connection);
  int fd = connection ? reach(inward) : -1;
  if (fd < 0) {
    free(connection);
    return;
  }
  connected++;
  connection->waits = 1;
  add(connection, 0, fd);
}

/* Leads a connection to the port that it is told. False if there is none: the connection is over. */
static int lead(struct connection *connection) {
  unsigned char port[2];
  ssize_t count = recv(connection->ends[0].fd, port, sizeof port, MSG_PEEK);
  if (count < 0) return errno == EAGAIN || errno == EINTR;
  if (count == 0) return 0;
  if (count == 1) return 1;
  recv(connection->ends[0].fd, port, sizeof port, 0);
  wait_inward();
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return 0;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port[0] << 8 | port[1]), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0 && errno != EINPROGRESS) {
    close(fd);
    return 0;
  }
  connection->waits = 0;
  add(connection, 1, fd);
  return 1;
}

/* Reads from an end and writes to the other as far as both can. False if the connection is over. */
static int pass(struct end *end) {
  struct end *to = other(end);
  for (;;) {
    while (end->from < end->to) {
      ssize_t count = send(to->fd, end->bytes + end->from, end->to - end->from, MSG_NOSIGNAL);
      if (count < 0) return errno == EAGAIN || errno == EINTR;
      end->from += count;
    }
    end->from = end->to = 0;
    if (end->ended) {
      if (!end->shut) shutdown(to->fd, SHUT_WR);
      end->shut = 1;
      return !to->shut;
    }
    ssize_t count = recv(end->fd, end->bytes, BUFFER, 0);
    if (count < 0) return errno == EAGAIN || errno == EINTR;
    if (count == 0) end->ended = 1;
    end->to = count;
  }
}

/* Who has nothing to tell is taken out: that its other side is gone would be told without end. */
static void await(struct end *end) {
  unsigned events = (end->ended || end->from < end->to ? 0 : EPOLLIN) | (other(end)->from < other(end)->to ? EPOLLOUT : 0);
  if (events == end->events) return;
  struct epoll_event event = {.events = events, .data.ptr = end};
  int change = !events ? EPOLL_CTL_DEL : end->events ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
  epoll_ctl(queue, change, end->fd, &event);
  end->events = events;
}

static void serve(struct end *end, unsigned events) {
  struct connection *connection = end->of;
  if (connection->closed) return;
  if (connection->waits) {
    if (!lead(connection)) drop(connection);
    return;
  }
  int broken = events & EPOLLERR || (events & EPOLLHUP && end->ended);
  if (broken || !pass(end) || !pass(other(end))) {
    drop(connection);
    return;
  }
  await(end);
  await(other(end));
}

static void relay(void) {
  queue = epoll_create1(EPOLL_CLOEXEC);
  for (int i = 0; i < listening; i++) {
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &listeners[i]};
    epoll_ctl(queue, EPOLL_CTL_ADD, listeners[i].fd, &event);
  }
  if (inward) wait_inward();
  for (;;) {
    struct epoll_event events[64];
    int count = epoll_wait(queue, events, 64, -1);
    for (int i = 0; i < count; i++) {
      void *who = events[i].data.ptr;
      if (who >= (void *)listeners && who < (void *)(listeners + PORTS)) accept_from(who);
      else serve(who, events[i].events);
    }
    while (gone) {
      struct connection *next = gone->next;
      free(gone);
      gone = next;
    }
  }
}

int main(int count, char **words) {
  int at = 1;
  for (; at < count && strcmp(words[at], "--"); at++)
    if (strncmp(words[at], "in=", 3)) listen_at(words[at]);
    else inward = words[at] + 3;
  if (at + 1 >= count) {
    fprintf(stderr, "usage: relay [in=SOCKET] [PORT=SOCKET ...] -- PROGRAM [ARGUMENT ...]\n");
    return 126;
  }
  pid_t child = fork();
  if (child < 0) fail("fork");
  if (child == 0) {
    /* A child of nobody's: PROGRAM may wait for all that it has. */
    if (fork() != 0) _exit(0);
    int nothing = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3; fd++) dup2(nothing, fd);
    if (nothing > 2) close(nothing);
    setsid();
    prctl(PR_SET_NAME, "relay");
    signal(SIGPIPE, SIG_IGN);
    relay();
  }
  while (waitpid(child, NULL, 0) < 0 && errno == EINTR);
  execvp(words[at + 1], words + at + 1);
  fprintf(stderr, "%s: %s\n", words[at + 1], strerror(errno));
  return errno == ENOENT ? 127 : 126;
}
