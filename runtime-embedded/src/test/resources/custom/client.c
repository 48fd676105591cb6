/* A custom runtime on sockets alone: answers each event with {"c":<event>}. */
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

static char host[256];
static char buffer[8 * 1024 * 1024];
static char answer[8 * 1024 * 1024];

static int dial(void) {
    char name[256];
    struct addrinfo hints = {0}, *found;
    snprintf(name, sizeof name, "%s", host);
    char *port = strrchr(name, ':');
    *port++ = 0;
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(name, port, &hints, &found)) exit(2);
    int fd = socket(found->ai_family, SOCK_STREAM, 0);
    if (connect(fd, found->ai_addr, found->ai_addrlen)) exit(3);
    freeaddrinfo(found);
    return fd;
}

/* One request on a connection of its own; the response stays in the buffer, and its body is answered. */
static char *call(const char *head, const char *body, size_t length) {
    int fd = dial();
    if (write(fd, head, strlen(head)) < 0) exit(4);
    for (size_t sent = 0; sent < length;) {
        ssize_t count = write(fd, body + sent, length - sent);
        if (count < 0) exit(5);
        sent += (size_t) count;
    }
    size_t size = 0;
    for (ssize_t count; (count = read(fd, buffer + size, sizeof buffer - 1 - size)) > 0;) size += (size_t) count;
    close(fd);
    buffer[size] = 0;
    char *end = strstr(buffer, "\r\n\r\n");
    if (!end) exit(6);
    return end + 4;
}

int main(void) {
    char head[1024], id[64];
    snprintf(host, sizeof host, "%s", getenv("AWS_LAMBDA_RUNTIME_API"));
    for (;;) {
        snprintf(head, sizeof head,
                 "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", host);
        char *event = call(head, "", 0);
        char *header = strcasestr(buffer, "\r\nlambda-runtime-aws-request-id: ");
        if (!header || sscanf(header + 33, "%63[^\r]", id) != 1) exit(7);
        int length = snprintf(answer, sizeof answer, "{\"c\":%s}", event);
        snprintf(head, sizeof head,
                 "POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n"
                 "Content-Length: %d\r\n\r\n", id, host, length);
        call(head, answer, (size_t) length);
        if (strncmp(buffer, "HTTP/1.1 202", 12)) exit(8);
    }
}
