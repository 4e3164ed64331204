// Parquet and Arrow IPC files, a batch of rows at a time.
#include <arrow/io/file.h>
#include <arrow/ipc/options.h>
#include <arrow/ipc/reader.h>
#include <arrow/memory_pool.h>
#include <arrow/record_batch.h>
#include <arrow/util/key_value_metadata.h>
#include <parquet/arrow/reader.h>
#include <parquet/file_reader.h>
#include <parquet/metadata.h>

#include <algorithm>
#include <cstring>

#include "BatchReader.h"
#include "CArrow.h"
#include "Guard.h"
#include "PlainColumns.h"

namespace {

/// Uncompressed bytes that a batch of Parquet rows may hold, near enough.
constexpr int64_t batch_bytes = 16 << 20;

/// Compressed bytes of a column chunk that are read at once.
constexpr int64_t stream_bytes = 256 << 10;

struct ParquetReader final : quorum_batch_reader {
    std::unique_ptr<parquet::arrow::FileReader> file;
    std::unique_ptr<arrow::RecordBatchReader> batches;

    static arrow::Result<std::unique_ptr<quorum_batch_reader>> open(const std::string &path) {
        auto reader = std::make_unique<ParquetReader>();
        parquet::arrow::FileReaderBuilder builder;
        // Arrow's own allocator keeps what is freed for itself.
        auto pool = arrow::system_memory_pool();
        builder.memory_pool(pool);
        // A column chunk is read piece by piece, not whole.
        parquet::ReaderProperties reading(pool);
        reading.enable_buffered_stream();
        reading.set_buffer_size(stream_bytes);
        ARROW_RETURN_NOT_OK(builder.OpenFile(path, false, reading));
        parquet::ArrowReaderProperties properties;
        properties.set_batch_size(rows_per_batch(*builder.raw_reader()->metadata()));
        properties.set_pre_buffer(false);
        properties.set_use_threads(true);
        builder.properties(properties);
        ARROW_RETURN_NOT_OK(builder.Build(&reader->file));
        ARROW_ASSIGN_OR_RAISE(reader->batches, reader->file->GetRecordBatchReader());
        return reader;
    }

    std::shared_ptr<arrow::Schema> schema() const override { return batches->schema(); }

    arrow::Result<std::shared_ptr<arrow::RecordBatch>> next() override { return batches->Next(); }

    int64_t row_count() const override { return file->parquet_reader()->metadata()->num_rows(); }

private:
    static int64_t rows_per_batch(const parquet::FileMetaData &metadata) {
        int64_t bytes = 0;
        for (int group = 0; group < metadata.num_row_groups(); group++) {
            bytes += metadata.RowGroup(group)->total_byte_size();
        }
        int64_t row_bytes = std::max<int64_t>(1, bytes / std::max<int64_t>(1, metadata.num_rows()));
        return std::clamp<int64_t>(batch_bytes / row_bytes, 16, 65536);
    }
};

struct FileIPCReader final : quorum_batch_reader {
    std::shared_ptr<arrow::ipc::RecordBatchFileReader> file;
    int position = 0;

    std::shared_ptr<arrow::Schema> schema() const override { return file->schema(); }

    arrow::Result<std::shared_ptr<arrow::RecordBatch>> next() override {
        if (position == file->num_record_batches()) return nullptr;
        return file->ReadRecordBatch(position++);
    }
};

struct StreamIPCReader final : quorum_batch_reader {
    std::shared_ptr<arrow::ipc::RecordBatchStreamReader> stream;

    std::shared_ptr<arrow::Schema> schema() const override { return stream->schema(); }

    arrow::Result<std::shared_ptr<arrow::RecordBatch>> next() override { return stream->Next(); }
};

arrow::Result<std::unique_ptr<quorum_batch_reader>> open_ipc(const std::string &path) {
    ARROW_ASSIGN_OR_RAISE(auto input, arrow::io::ReadableFile::Open(path));
    char magic[6] = {};
    ARROW_ASSIGN_OR_RAISE(int64_t count, input->ReadAt(0, sizeof magic, magic));
    auto options = arrow::ipc::IpcReadOptions::Defaults();
    options.memory_pool = arrow::system_memory_pool();
    if (count == sizeof magic && memcmp(magic, "ARROW1", sizeof magic) == 0) {
        auto reader = std::make_unique<FileIPCReader>();
        ARROW_ASSIGN_OR_RAISE(reader->file, arrow::ipc::RecordBatchFileReader::Open(input, options));
        return reader;
    }
    ARROW_RETURN_NOT_OK(input->Seek(0));
    auto reader = std::make_unique<StreamIPCReader>();
    ARROW_ASSIGN_OR_RAISE(reader->stream, arrow::ipc::RecordBatchStreamReader::Open(input, options));
    return reader;
}

/// Damaged lengths and offsets must not become reads outside the buffers.
arrow::Status fill(quorum_batch_reader &reader, const arrow::RecordBatch &batch) {
    ARROW_RETURN_NOT_OK(batch.ValidateFull());
    reader.columns.clear();
    for (int index = 0; index < batch.num_columns(); index++) {
        ARROW_RETURN_NOT_OK(
            quorum::append_plain_columns(batch.column_name(index), batch.column(index), reader.columns));
    }
    reader.views.clear();
    for (const auto &column : reader.columns) reader.views.push_back(column.view());
    return arrow::Status::OK();
}

}  // namespace

char *quorum_parquet_open(const char *path, quorum_batch_reader **reader) {
    return quorum::guarded([&]() -> arrow::Status {
        ARROW_ASSIGN_OR_RAISE(auto opened, ParquetReader::open(path));
        *reader = opened.release();
        return arrow::Status::OK();
    });
}

char *quorum_ipc_open(const char *path, quorum_batch_reader **reader) {
    return quorum::guarded([&]() -> arrow::Status {
        ARROW_ASSIGN_OR_RAISE(auto opened, open_ipc(path));
        *reader = opened.release();
        return arrow::Status::OK();
    });
}

int64_t quorum_batch_row_count(const quorum_batch_reader *reader) {
    return reader->row_count();
}

char *quorum_batch_next(
    quorum_batch_reader *reader, const quorum_column **columns, size_t *column_count, int64_t *rows) {
    *columns = nullptr;
    *column_count = 0;
    *rows = 0;
    return quorum::guarded([&]() -> arrow::Status {
        ARROW_ASSIGN_OR_RAISE(auto batch, reader->next());
        if (!batch && !reader->started) {
            ARROW_ASSIGN_OR_RAISE(batch, arrow::RecordBatch::MakeEmpty(reader->schema()));
        }
        reader->started = true;
        if (!batch) return arrow::Status::OK();
        ARROW_RETURN_NOT_OK(fill(*reader, *batch));
        *columns = reader->views.data();
        *column_count = reader->views.size();
        *rows = batch->num_rows();
        return arrow::Status::OK();
    });
}

void quorum_batch_reader_free(quorum_batch_reader *reader) {
    delete reader;
}
