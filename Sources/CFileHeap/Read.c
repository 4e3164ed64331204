// read and pread. Where the disk has no room for a page that they are to fill, the system says no more than that the address
// is bad; the page faults of the program itself end it with what is wrong.
#define _GNU_SOURCE
#include "FileHeap.h"
#include <errno.h>
#include <sys/types.h>
#include <unistd.h>

extern ssize_t __read(int, void *, size_t);
extern ssize_t __pread64(int, void *, size_t, off_t);

static inline ssize_t told(ssize_t count, const void *buffer) {
    if (__builtin_expect(count < 0 && errno == EFAULT, 0)) {
        file_heap_explain_fault(buffer);
        errno = EFAULT;
    }
    return count;
}

ssize_t read(int file, void *buffer, size_t bytes) { return told(__read(file, buffer, bytes), buffer); }

ssize_t pread(int file, void *buffer, size_t bytes, off_t place) {
    return told(__pread64(file, buffer, bytes, place), buffer);
}

ssize_t pread64(int file, void *buffer, size_t bytes, off_t place) {
    return told(__pread64(file, buffer, bytes, place), buffer);
}
