#define _GNU_SOURCE
#include "FileHeap.h"
#include "CFileHeap.h"
#include "Extents.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/vfs.h>
#include <unistd.h>

#define NO_FILE (-1)
/// Addresses are taken in units of this many bytes.
#define UNIT ((size_t)1 << 16)
/// Addresses set aside for the file: 1 TiB.
#define FILE_LENGTH ((size_t)1 << 40)
/// So many pages fetched are no accident: some seconds of a disk's time.
#define FETCHED_PAGES ((size_t)1 << 16)

/// A range of addresses, of memory or of a file.
typedef struct {
    char *start;
    int file;
    extents space;
    /// Of each block, by its first unit.
    uint32_t *counts;
} region;

_Atomic size_t file_heap_least = SIZE_MAX;
_Atomic uintptr_t file_heap_start;
_Atomic size_t file_heap_length;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static region held = {.file = NO_FILE};
static region filed = {.file = NO_FILE};
static const char *full_message, *full_answer;

static _Noreturn void end_for_want_of_room(void) {
    // Nothing can be done about a failure to tell.
    if (write(STDERR_FILENO, full_message, strlen(full_message)) < 0) {}
    if (write(STDOUT_FILENO, full_answer, strlen(full_answer)) < 0) {}
    _exit(2);
}

void file_heap_explain_fault(const void *address) {
    if (filed.file != NO_FILE && (uintptr_t)address - (uintptr_t)filed.start < FILE_LENGTH) end_for_want_of_room();
}

/// A page of the file that the disk has no room for.
static void on_bus_error(int number, siginfo_t *fault, void *context) {
    (void)context;
    file_heap_explain_fault(fault->si_addr);
    // Any other fault happens again, and ends the process as ever.
    signal(number, SIG_DFL);
}

/// A file without a name; an errno, negative, when there can be none.
static int nameless_file(const char *folder) {
    struct statfs system;
    if (statfs(folder, &system) != 0) return -errno;
    if (system.f_type == TMPFS_MAGIC || system.f_type == RAMFS_MAGIC) return -EOPNOTSUPP;
    int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    // EISDIR is what kernels say that do not know of such files.
    if (file < 0) return errno == EISDIR ? -EOPNOTSUPP : -errno;
    // Where files must not be so long, the call is to fail and not to end the process.
    signal(SIGXFSZ, SIG_IGN);
    if (ftruncate(file, FILE_LENGTH) == 0) return file;
    int error = errno;
    close(file);
    return -error;
}

/// Whether the page cache no longer holds all of the file, of which so many units were ever used: then more pages had to be
/// fetched than were ever new.
static bool is_read_from_disk(size_t units) {
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 && (size_t)usage.ru_majflt > units * (UNIT / 4096) + FETCHED_PAGES;
}

/// Maps the start of the file, without any of its pages.
static void *map_file(char *start, size_t length, int file) {
    void *mapped = mmap(start, length, PROT_READ | PROT_WRITE, MAP_FIXED | MAP_SHARED, file, 0);
    if (mapped == MAP_FAILED) return mapped;
    // Pages of 2 MiB would come in by hundreds of millions of bytes between two looks at what is in memory.
    madvise(mapped, length, MADV_NOHUGEPAGE);
    // Pages that are made together lie together, and ext4 goes through all of those at the first write to each. But from the
    // disk they come faster together.
    if (!is_read_from_disk(length / UNIT)) madvise(mapped, length, MADV_RANDOM);
    return mapped;
}

static bool map(region *part, char *start, size_t length) {
    int anonymous = MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    part->start = part->file == NO_FILE ? mmap(start, length, PROT_READ | PROT_WRITE, anonymous, NO_FILE, 0)
                                        : map_file(start, length, part->file);
    part->space.limit = length / UNIT;
    part->counts = mmap(
        NULL, length / UNIT * sizeof *part->counts, PROT_READ | PROT_WRITE,
        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return part->start != MAP_FAILED && part->counts != MAP_FAILED;
}

int file_heap_open(const char *folder, size_t least, size_t held_bytes, const char *message, const char *answer) {
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    return ENOTSUP;
#endif
    size_t held_length = (held_bytes + UNIT - 1) / UNIT * UNIT;
    size_t length = held_length + FILE_LENGTH;
    char *start = mmap(NULL, length, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (start == MAP_FAILED) return errno;
    filed.file = nameless_file(folder);
    if (filed.file < 0) return -filed.file;
    if (!map(&held, start, held_length) || !map(&filed, start + held_length, FILE_LENGTH)) return errno;
    full_message = strdup(message);
    full_answer = strdup(answer);
    if (!full_message || !full_answer) return ENOMEM;
    struct sigaction action = {.sa_sigaction = on_bus_error, .sa_flags = SA_SIGINFO};
    if (sigaction(SIGBUS, &action, NULL) != 0) return errno;
    atomic_store(&file_heap_start, (uintptr_t)start);
    atomic_store(&file_heap_length, length);
    atomic_store(&file_heap_least, least);
    return 0;
}

/// Whether the disk has room for so many more bytes. Pages get theirs when they are written first.
static bool has_room(size_t bytes) {
    struct statfs system;
    return fstatfs(filed.file, &system) != 0 || bytes / (size_t)system.f_bsize <= system.f_bavail;
}

static void *take_from(region *part, size_t count, bool zeroed) {
    size_t first;
    pthread_mutex_lock(&lock);
    size_t fresh = part->space.fresh;
    bool is_taken = extents_take(&part->space, count, &first);
    pthread_mutex_unlock(&lock);
    if (!is_taken) return NULL;
    size_t end = first + count;
    size_t used = first >= fresh ? 0 : (end < fresh ? end : fresh) - first;
    if (part->file != NO_FILE && used < count && !has_room((count - used) * UNIT)) end_for_want_of_room();
    char *block = part->start + first * UNIT;
    // What was never taken is zeros.
    if (zeroed) memset(block, 0, used * UNIT);
    part->counts[first] = (uint32_t)count;
    return block;
}

void *file_heap_take(size_t bytes, bool zeroed) {
    if (bytes > FILE_LENGTH) return NULL;
    size_t count = (bytes + UNIT - 1) / UNIT;
    void *block = take_from(&held, count, zeroed);
    return block ? block : take_from(&filed, count, zeroed);
}

static region *region_of(const void *block) { return (const char *)block < filed.start ? &held : &filed; }

size_t file_heap_size(const void *block) {
    const region *part = region_of(block);
    return part->counts[((const char *)block - part->start) / UNIT] * UNIT;
}

// A block's pages stay for those that follow: one of the file that is made anew costs many times one that is mapped again.
void file_heap_give(void *block) {
    region *part = region_of(block);
    size_t first = ((char *)block - part->start) / UNIT;
    pthread_mutex_lock(&lock);
    extents_give(&part->space, first, part->counts[first]);
    pthread_mutex_unlock(&lock);
}

void file_heap_release_pages(void) {
    if (filed.file == NO_FILE) return;
    pthread_mutex_lock(&lock);
    size_t end = filed.space.fresh;
    pthread_mutex_unlock(&lock);
    if (end == 0) return;
    // The same in the same place, in one step: threads that touch a page meanwhile wait, and bring in no more of them.
    if (map_file(filed.start, end * UNIT, filed.file) == MAP_FAILED) madvise(filed.start, end * UNIT, MADV_DONTNEED);
}

size_t file_heap_peak(void) {
    pthread_mutex_lock(&lock);
    size_t used = filed.space.fresh;
    pthread_mutex_unlock(&lock);
    return used * UNIT;
}
