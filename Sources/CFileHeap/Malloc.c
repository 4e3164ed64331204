// malloc and its kin. All of those the C library's manual names are here, so that no block reaches the wrong `free`.
#define _GNU_SOURCE
#include "FileHeap.h"
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static inline bool is_large(size_t bytes) {
    return __builtin_expect(bytes >= atomic_load_explicit(&file_heap_least, memory_order_relaxed), 0);
}

static inline bool is_in_heap(const void *block) {
    uintptr_t start = atomic_load_explicit(&file_heap_start, memory_order_relaxed);
    return __builtin_expect(
        (uintptr_t)block - start < atomic_load_explicit(&file_heap_length, memory_order_relaxed), 0);
}

void *malloc(size_t bytes) {
    void *block = is_large(bytes) ? file_heap_take(bytes, false) : NULL;
    return block ? block : __libc_malloc(bytes);
}

void *calloc(size_t count, size_t size) {
    size_t bytes;
    bool fits = !__builtin_mul_overflow(count, size, &bytes);
    void *block = fits && is_large(bytes) ? file_heap_take(bytes, true) : NULL;
    return block ? block : __libc_calloc(count, size);
}

void free(void *block) {
    if (!is_in_heap(block)) return __libc_free(block);
    int error = errno;
    file_heap_give(block);
    errno = error;
}

/// The C library's own; its symbol is replaced by the one below.
static size_t library_usable_size(void *block) {
    static _Atomic(size_t (*)(void *)) found;
    size_t (*function)(void *) = atomic_load_explicit(&found, memory_order_relaxed);
    if (!function) {
        function = (size_t (*)(void *))dlsym(RTLD_NEXT, "malloc_usable_size");
        atomic_store_explicit(&found, function, memory_order_relaxed);
    }
    return function(block);
}

size_t malloc_usable_size(void *block) {
    return is_in_heap(block) ? file_heap_size(block) : library_usable_size(block);
}

void *realloc(void *block, size_t bytes) {
    if (!block) return malloc(bytes);
    bool is_ours = is_in_heap(block);
    if (!is_ours && !is_large(bytes)) return __libc_realloc(block, bytes);
    size_t before = malloc_usable_size(block);
    if (is_ours && bytes <= before && bytes > before / 2) return block;
    if (bytes == 0) {
        free(block);
        return NULL;
    }
    void *moved = malloc(bytes);
    if (!moved) return NULL;
    memcpy(moved, block, before < bytes ? before : bytes);
    free(block);
    return moved;
}

void *reallocarray(void *block, size_t count, size_t size) {
    size_t bytes;
    if (!__builtin_mul_overflow(count, size, &bytes)) return realloc(block, bytes);
    errno = ENOMEM;
    return NULL;
}

void *memalign(size_t alignment, size_t bytes) {
    // Blocks of the heap start at pages.
    void *block = is_large(bytes) && alignment <= 4096 ? file_heap_take(bytes, false) : NULL;
    return block ? block : __libc_memalign(alignment, bytes);
}

void *aligned_alloc(size_t alignment, size_t bytes) { return memalign(alignment, bytes); }

int posix_memalign(void **block, size_t alignment, size_t bytes) {
    if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
    *block = memalign(alignment, bytes);
    return *block || bytes == 0 ? 0 : ENOMEM;
}

void *valloc(size_t bytes) { return memalign((size_t)sysconf(_SC_PAGESIZE), bytes); }

void *pvalloc(size_t bytes) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    return memalign(page, (bytes + page - 1) / page * page);
}

#endif
