// Arrow and Parquet behind C: columns in, columns out, messages instead of exceptions. `ArrowLibrary` holds the functions;
// it is a library of its own, loaded when the first file is opened, for Arrow is larger than all the rest together.
//
// A function that can fail returns NULL when it did not, else a message for `quorum_message_free`.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

void quorum_message_free(char *message);

typedef enum {
    quorum_column_utf8,
    quorum_column_binary,
    quorum_column_int64,
    quorum_column_float64,
    quorum_column_bool,
} quorum_column_type;

/// Cells of one column, borrowed for the length of a call.
typedef struct {
    const char *name;
    quorum_column_type type;
    /// One byte a row, 0 where the cell is null; NULL when no cell is null.
    const uint8_t *validity;
    /// `int64_t`, `double` or one byte a row (bool); text and binary: the bytes that `offsets` point into.
    const void *values;
    /// Text and binary: one more than rows; need not start at 0.
    const int64_t *offsets;
} quorum_column;

// MARK: - Reading

typedef struct quorum_batch_reader quorum_batch_reader;

char *quorum_parquet_open(const char *path, quorum_batch_reader **reader);

/// Opens an Arrow IPC file or stream; which one is told by its first bytes.
char *quorum_ipc_open(const char *path, quorum_batch_reader **reader);

/// All rows of the file; -1 where only reading them tells.
int64_t quorum_batch_row_count(const quorum_batch_reader *reader);

/// Gives the next rows; they live until the next call. The first call gives the columns even when there are no rows.
/// At the end `*columns` is NULL.
char *quorum_batch_next(
    quorum_batch_reader *reader, const quorum_column **columns, size_t *column_count, int64_t *rows);

void quorum_batch_reader_free(quorum_batch_reader *reader);

// MARK: - Writing

typedef enum {
    quorum_field_utf8,
    quorum_field_binary,
    quorum_field_int64,
    quorum_field_float64,
    quorum_field_bool,
    /// struct<bytes: binary, path: string>; takes two columns of a batch, bytes and path.
    quorum_field_audio,
    /// list<string>; a batch gives it as a column of JSON lists.
    quorum_field_utf8_list,
    /// list<struct<start: int64, end: int64, label: string>>; a batch gives it as a column of JSON lists of objects.
    quorum_field_span_list,
} quorum_field_type;

typedef struct {
    const char *name;
    quorum_field_type type;
    bool compressed;
} quorum_field;

typedef struct {
    const char *key;
    const char *value;
} quorum_metadata;

typedef struct quorum_parquet_writer quorum_parquet_writer;

char *quorum_parquet_create(
    const char *path, const quorum_field *fields, size_t field_count, const quorum_metadata *metadata,
    size_t metadata_count, int64_t row_group_bytes, quorum_parquet_writer **writer);

/// Appends rows; `columns` are in the order of the fields.
char *quorum_parquet_write(quorum_parquet_writer *writer, const quorum_column *columns, int64_t rows);

/// Writes the footer and closes the file.
char *quorum_parquet_finish(quorum_parquet_writer *writer);

void quorum_parquet_writer_free(quorum_parquet_writer *writer);

// MARK: - Copying rows

typedef struct quorum_row_copy quorum_row_copy;

typedef struct {
    const char *path;
    bool is_parquet;
} quorum_source;

/// Whether files have the same columns of the same types, in the same order, and Parquet can hold them.
char *quorum_sources_compare(const quorum_source *sources, size_t count, bool *are_alike);

/// Creates a Parquet file with the columns, types and metadata of a Parquet or Arrow file.
char *quorum_row_copy_create(const char *path, quorum_source like, int64_t row_group_bytes, quorum_row_copy **copy);

/// Appends some rows of a file with the same columns; `rows` rise.
char *quorum_row_copy_add(quorum_row_copy *copy, quorum_source source, const int64_t *rows, size_t count);

/// Writes the footer and closes the file.
char *quorum_row_copy_finish(quorum_row_copy *copy);

void quorum_row_copy_free(quorum_row_copy *copy);

#ifdef __cplusplus
}
#endif
