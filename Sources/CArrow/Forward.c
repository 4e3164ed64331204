// The functions of CArrow.h, which QuorumArrow holds. It is loaded when the first file is opened.
//
// Those that open a file give a message where it cannot be loaded; the others take what those gave.
#define _GNU_SOURCE
#include "CArrow.h"
#include "DynamicLoad.h"

#include <stdio.h>
#include <stdlib.h>

/// Beside the program, or wherever the dynamic linker looks.
static quorum_library arrow = {"libQuorumArrow.so"};

/// Returns NULL, or a message why there is no library; any thread may call it.
static char *loaded(void)
{
    const char *problem = quorum_library_load(&arrow);
    char *message = NULL;
    if (problem && asprintf(&message, "Arrow is not installed with this program (%s)", problem) < 0) abort();
    return message;
}

#define OPENING(name, parameters, arguments) \
    QUORUM_FORWARD_AFTER(char *message = loaded(); if (message) return message, &arrow, char *, name, parameters, arguments)
#define OPENED(result, name, parameters, arguments) QUORUM_FORWARD(&arrow, result, name, parameters, arguments)

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
