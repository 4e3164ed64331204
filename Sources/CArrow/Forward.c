// The functions of CArrow.h, which QuorumArrow holds. It is loaded when the first file is opened.
//
// Those that open a file give a message where it cannot be loaded; the others take what those gave.
#define _GNU_SOURCE
#include "CArrow.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// Beside the program, or wherever the dynamic linker looks.
static const char *const library_name = "libQuorumArrow.so";

static void *library;
static char *problem;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void)
{
    library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
    if (!library && asprintf(&problem, "Arrow is not installed with this program (%s)", dlerror()) < 0) abort();
}

/// Returns NULL, or a message why there is no library; any thread may call it.
static char *loaded(void)
{
    pthread_once(&once, load);
    return library ? NULL : strdup(problem);
}

static void *found(const char *name)
{
    void *function = dlsym(library, name);
    if (!function) abort();  // a library of another build
    return function;
}

#define FORWARD(check, result, name, parameters, arguments)                              \
    __attribute__((visibility("hidden"))) result name parameters                         \
    {                                                                                    \
        static __typeof__(name) *_Atomic known;                                          \
        check;                                                                           \
        __typeof__(name) *function = atomic_load_explicit(&known, memory_order_relaxed); \
        if (!function) {                                                                 \
            function = (__typeof__(name) *)found(#name);                                 \
            atomic_store_explicit(&known, function, memory_order_relaxed);               \
        }                                                                                \
        return function arguments;                                                       \
    }

#define OPENING(name, parameters, arguments) \
    FORWARD(char *message = loaded(); if (message) return message, char *, name, parameters, arguments)
#define OPENED(result, name, parameters, arguments) FORWARD((void)0, result, name, parameters, arguments)

__attribute__((visibility("hidden"))) void quorum_message_free(char *message) { free(message); }

OPENING(quorum_parquet_open, (const char *path, quorum_batch_reader **reader), (path, reader))
OPENING(quorum_ipc_open, (const char *path, quorum_batch_reader **reader), (path, reader))
OPENED(int64_t, quorum_batch_row_count, (const quorum_batch_reader *reader), (reader))
OPENED(char *, quorum_batch_next,
    (quorum_batch_reader *reader, const quorum_column **columns, size_t *column_count, int64_t *rows),
    (reader, columns, column_count, rows))
OPENED(void, quorum_batch_reader_free, (quorum_batch_reader *reader), (reader))

OPENING(quorum_parquet_create,
    (const char *path, const quorum_field *fields, size_t field_count, const quorum_metadata *metadata,
     size_t metadata_count, int64_t row_group_bytes, quorum_parquet_writer **writer),
    (path, fields, field_count, metadata, metadata_count, row_group_bytes, writer))
OPENED(char *, quorum_parquet_write,
    (quorum_parquet_writer *writer, const quorum_column *columns, int64_t rows), (writer, columns, rows))
OPENED(char *, quorum_parquet_finish, (quorum_parquet_writer *writer), (writer))
OPENED(void, quorum_parquet_writer_free, (quorum_parquet_writer *writer), (writer))

OPENING(quorum_sources_compare, (const quorum_source *sources, size_t count, bool *are_alike), (sources, count, are_alike))
OPENING(quorum_row_copy_create,
    (const char *path, quorum_source like, int64_t row_group_bytes, quorum_row_copy **copy),
    (path, like, row_group_bytes, copy))
OPENED(char *, quorum_row_copy_add,
    (quorum_row_copy *copy, quorum_source source, const int64_t *rows, size_t count), (copy, source, rows, count))
OPENED(char *, quorum_row_copy_finish, (quorum_row_copy *copy), (copy))
OPENED(void, quorum_row_copy_free, (quorum_row_copy *copy), (copy))
