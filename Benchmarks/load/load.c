// Annotators in a closed loop over HTTP: each has a connection and a token, takes a task, answers it, takes the next.
//
// One thread over epoll, so that the load costs little of the machine it shares with the server; it says how much. A
// cycle is one next task and one submitted answer. Prints one JSON object.
//
//   load --port N --project N --tokens FILE --clients N --seconds S --mode MODE [--cycles N] [--max N]
//
// Modes: `ahead`  Quorum, answer and next task in one call, as its page does
//        `single` Quorum, two calls a cycle
//        `poll`   Quorum, asking for a task where all are leased; a cycle is one call
//        `studio` Label Studio, two calls a cycle
// --cycles ends the run after so many cycles; --max is how many answers a task may get (1).

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum mode { AHEAD, SINGLE, POLL, STUDIO };
enum state { ASKING, ANSWERING, DONE };

#define TOKEN 128
#define BUFFER (1 << 16)

struct client {
    int fd;
    enum state state;
    char token[TOKEN];
    long assignment, task;
    double began;
    size_t filled;
    char buffer[BUFFER + 1];
};

static int port = 8080, clients = 1, most = 1;
static long project = 1, wanted_cycles = -1;
static double seconds = 5;
static enum mode mode = AHEAD;
static const char *tokens = NULL;

static double *latencies;
static size_t count, capacity;
static long errors, empty;
static char first_error[300];
static uint8_t *answers;
static size_t answers_size;
static long surplus;

static void die(const char *what) {
    fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

static void note_cycle(double latency) {
    if (count == capacity) {
        capacity = capacity ? capacity * 2 : 1 << 16;
        latencies = realloc(latencies, capacity * sizeof *latencies);
        if (!latencies) die("memory");
    }
    latencies[count++] = latency;
}

static void note_answer(long task) {
    if ((size_t)task >= answers_size) {
        size_t size = task * 2 + 1024;
        answers = realloc(answers, size);
        if (!answers) die("memory");
        memset(answers + answers_size, 0, size - answers_size);
        answers_size = size;
    }
    if (++answers[task] > most) surplus++;
}

static void note_error(const char *text) {
    if (errors++ == 0) snprintf(first_error, sizeof first_error, "%.200s", text);
}

static void send_request(struct client *c, const char *method, const char *path, const char *body) {
    char request[1024];
    const char *scheme = mode == STUDIO ? "Token" : "Bearer";
    int length = snprintf(request, sizeof request,
                          "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: %s %s\r\n"
                          "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                          method, path, port, scheme, c->token, strlen(body), body);
    // A request is shorter than any socket's buffer, which is empty in a closed loop.
    if (send(c->fd, request, length, MSG_NOSIGNAL) != length) die("send");
    c->filled = 0;
}

static void ask(struct client *c) {
    char path[128];
    c->state = ASKING;
    if (mode == STUDIO) {
        snprintf(path, sizeof path, "/api/projects/%ld/next", project);
        send_request(c, "GET", path, "");
    } else {
        snprintf(path, sizeof path, "/api/v1/projects/%ld/assignments", project);
        send_request(c, "POST", path, "");
    }
}

static void answer(struct client *c) {
    char path[128];
    c->state = ANSWERING;
    if (mode == STUDIO) {
        snprintf(path, sizeof path, "/api/tasks/%ld/annotations/?project=%ld", c->task, project);
        send_request(c, "POST", path,
                     "{\"result\":[{\"from_name\":\"sentiment\",\"to_name\":\"text\",\"type\":\"choices\","
                     "\"value\":{\"choices\":[\"Positive\"]}}],\"lead_time\":1}");
    } else {
        snprintf(path, sizeof path, "/api/v1/assignments/%ld/annotation", c->assignment);
        send_request(c, "POST", path, mode == AHEAD ? "{\"answer\":\"yes\",\"take\":1}" : "{\"answer\":\"yes\"}");
    }
}

// The number after the first `name` at or after `from`; -1 where there is none.
static long number_after(const char *from, const char *name) {
    const char *found = from ? strstr(from, name) : NULL;
    return found ? strtol(found + strlen(name), NULL, 10) : -1;
}

// Remembers the task an answer holds; false where it holds none.
static int read_task(struct client *c, const char *body) {
    if (mode == STUDIO) {
        c->task = number_after(body, "\"id\":");
        return c->task >= 0;
    }
    c->assignment = number_after(strstr(body, "\"assignment\":"), "\"id\":");
    // The number stands before the kind, after whatever text the chunk holds.
    const char *kind = strstr(body, ",\"kind\":");
    if (c->assignment < 0 || !kind) return 0;
    while (kind > body && kind[-1] >= '0' && kind[-1] <= '9') kind--;
    c->task = strtol(kind, NULL, 10);
    return 1;
}

static void handle(struct client *c, int status, const char *body, double stop) {
    double time = now();
    if (c->state == ASKING) {
        if (mode == POLL) {
            if (status != 204) note_error(body);
            note_cycle(time - c->began);
        } else if (status == 200 && read_task(c, body)) {
            answer(c);
            return;
        } else {
            // Nothing is left, or somebody holds the last.
            if (status == 204 || status == 404) empty++; else note_error(body);
            c->state = DONE;
            return;
        }
    } else if (status == 201) {
        note_cycle(time - c->began);
        note_answer(c->task);
    } else {
        note_error(body);
    }
    if (time >= stop || (wanted_cycles >= 0 && (long)count >= wanted_cycles)) {
        c->state = DONE;
        return;
    }
    c->began = time;
    if (mode == AHEAD && status == 201 && read_task(c, body)) answer(c);
    else ask(c);
}

// Reads what came; calls `handle` for a whole answer.
static void receive(struct client *c, double stop) {
    for (;;) {
        ssize_t got = recv(c->fd, c->buffer + c->filled, BUFFER - c->filled, 0);
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
        if (got <= 0) { errno = got ? errno : ECONNRESET; die("the server closed the connection"); }
        c->filled += got;
        c->buffer[c->filled] = 0;
        char *end = strstr(c->buffer, "\r\n\r\n");
        if (!end) continue;
        long length = 0;
        char *header = strcasestr(c->buffer, "\r\ncontent-length:");
        if (header && header < end) length = strtol(header + 17, NULL, 10);
        if (c->filled < (size_t)(end + 4 - c->buffer) + length) {
            if (c->filled == BUFFER) die("an answer is too long");
            continue;
        }
        int status = atoi(c->buffer + 9);
        handle(c, status, end + 4, stop);
        return;
    }
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double percentile(double share) {
    if (!count) return 0;
    size_t index = share * count;
    return 1000 * latencies[index < count ? index : count - 1];
}

static void parse(int argc, char **argv) {
    for (int i = 1; i + 1 < argc; i += 2) {
        char *name = argv[i], *value = argv[i + 1];
        if (!strcmp(name, "--port")) port = atoi(value);
        else if (!strcmp(name, "--project")) project = atol(value);
        else if (!strcmp(name, "--tokens")) tokens = value;
        else if (!strcmp(name, "--clients")) clients = atoi(value);
        else if (!strcmp(name, "--seconds")) seconds = atof(value);
        else if (!strcmp(name, "--cycles")) wanted_cycles = atol(value);
        else if (!strcmp(name, "--max")) most = atoi(value);
        else if (!strcmp(name, "--mode"))
            mode = !strcmp(value, "single") ? SINGLE : !strcmp(value, "poll") ? POLL
                   : !strcmp(value, "studio") ? STUDIO : AHEAD;
        else { fprintf(stderr, "load: unknown option %s\n", name); exit(2); }
    }
    if (!tokens) { fprintf(stderr, "load: give --tokens FILE\n"); exit(2); }
}

int main(int argc, char **argv) {
    parse(argc, argv);
    FILE *file = fopen(tokens, "r");
    if (!file) die(tokens);
    int poll = epoll_create1(0);
    struct client *all = calloc(clients, sizeof *all);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (int i = 0; i < clients; i++) {
        struct client *c = &all[i];
        if (fscanf(file, "%127s", c->token) != 1) { fprintf(stderr, "load: too few tokens\n"); return 2; }
        c->fd = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(c->fd, (struct sockaddr *)&address, sizeof address)) die("connect");
        int one = 1;
        setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        fcntl(c->fd, F_SETFL, O_NONBLOCK);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
        epoll_ctl(poll, EPOLL_CTL_ADD, c->fd, &event);
    }
    double begin = now(), stop = begin + seconds;
    for (int i = 0; i < clients; i++) { all[i].began = now(); ask(&all[i]); }
    for (int busy = clients; busy > 0;) {
        struct epoll_event events[64];
        int ready = epoll_wait(poll, events, 64, 60000);
        if (ready == 0) { fprintf(stderr, "load: no answer for a minute\n"); return 1; }
        for (int i = 0; i < ready; i++) receive(events[i].data.ptr, stop);
        busy = 0;
        for (int i = 0; i < clients; i++) busy += all[i].state != DONE;
    }
    double wall = now() - begin;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double cpu = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
    qsort(latencies, count, sizeof *latencies, by_value);
    printf("{\"cycles\": %zu, \"wall\": %.4f, \"cpu\": %.4f, \"p50\": %.3f, \"p95\": %.3f, \"p99\": %.3f, "
           "\"max\": %.3f, \"errors\": %ld, \"empty\": %ld, \"surplus\": %ld, \"first_error\": \"",
           count, wall, cpu, percentile(.5), percentile(.95), percentile(.99), percentile(1), errors, empty, surplus);
    for (char *p = first_error; *p; p++) if (*p != '"' && *p != '\\' && *p >= ' ') putchar(*p);
    printf("\"}\n");
    return 0;
}
