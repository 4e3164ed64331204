// Rows of Parquet and Arrow files into a Parquet file, with their types and metadata as they are.
#include <arrow/array/concatenate.h>
#include <arrow/io/file.h>
#include <arrow/type.h>
#include <arrow/util/byte_size.h>
#include <parquet/arrow/schema.h>
#include <parquet/arrow/writer.h>
#include <parquet/properties.h>

#include <cstdlib>

#include "BatchReader.h"
#include "CArrow.h"
#include "Guard.h"

struct quorum_row_copy {
    std::shared_ptr<arrow::Schema> schema;
    std::shared_ptr<arrow::io::FileOutputStream> output;
    std::unique_ptr<parquet::arrow::FileWriter> file;
    int64_t row_group_bytes = 0;
    /// Bytes of the rows in the open row group, before encoding.
    int64_t open_bytes = 0;
};

namespace {

arrow::Result<std::unique_ptr<quorum_batch_reader>> open(const quorum_source &source) {
    quorum_batch_reader *reader = nullptr;
    char *message = source.is_parquet ? quorum_parquet_open(source.path, &reader) : quorum_ipc_open(source.path, &reader);
    if (!message) return std::unique_ptr<quorum_batch_reader>(reader);
    auto status = arrow::Status::IOError(source.path, ": ", message);
    free(message);
    return status;
}

/// Consecutive rows of a batch.
struct Run {
    int64_t start;
    int64_t length;
};

arrow::Result<std::shared_ptr<arrow::RecordBatch>> taken(
    const arrow::RecordBatch &batch, const std::vector<Run> &runs, const std::shared_ptr<arrow::Schema> &schema) {
    if (runs.size() == 1) return batch.Slice(runs[0].start, runs[0].length);
    int64_t rows = 0;
    for (const auto &run : runs) rows += run.length;
    arrow::ArrayVector columns;
    for (const auto &column : batch.columns()) {
        arrow::ArrayVector parts;
        for (const auto &run : runs) parts.push_back(column->Slice(run.start, run.length));
        ARROW_ASSIGN_OR_RAISE(auto joined, arrow::Concatenate(parts));
        columns.push_back(joined);
    }
    return arrow::RecordBatch::Make(schema, rows, columns);
}

arrow::Status write(quorum_row_copy &copy, const std::shared_ptr<arrow::RecordBatch> &batch) {
    ARROW_ASSIGN_OR_RAISE(int64_t bytes, arrow::util::ReferencedBufferSize(*batch));
    if (copy.open_bytes > 0 && copy.open_bytes + bytes > copy.row_group_bytes) {
        ARROW_RETURN_NOT_OK(copy.file->NewBufferedRowGroup());
        copy.open_bytes = 0;
    }
    copy.open_bytes += bytes;
    return copy.file->WriteRecordBatch(*batch);
}

arrow::Status add(quorum_row_copy &copy, const quorum_source &source, const int64_t *rows, size_t count) {
    ARROW_ASSIGN_OR_RAISE(auto reader, open(source));
    size_t place = 0;
    for (int64_t first = 0; place < count;) {
        ARROW_ASSIGN_OR_RAISE(auto batch, reader->next());
        if (!batch) return arrow::Status::Invalid(source.path, " has become shorter");
        ARROW_RETURN_NOT_OK(batch->ValidateFull());
        std::vector<Run> runs;
        for (; place < count && rows[place] < first + batch->num_rows(); place++) {
            int64_t row = rows[place] - first;
            if (!runs.empty() && runs.back().start + runs.back().length == row)
                runs.back().length++;
            else
                runs.push_back({row, 1});
        }
        first += batch->num_rows();
        if (runs.empty()) continue;
        ARROW_ASSIGN_OR_RAISE(auto kept, taken(*batch, runs, batch->schema()));
        ARROW_RETURN_NOT_OK(write(copy, kept));
    }
    return arrow::Status::OK();
}

}  // namespace

char *quorum_sources_compare(const quorum_source *sources, size_t count, bool *are_alike) {
    *are_alike = true;
    return quorum::guarded([&]() -> arrow::Status {
        std::shared_ptr<arrow::Schema> schema;
        for (size_t index = 0; index < count; index++) {
            ARROW_ASSIGN_OR_RAISE(auto reader, open(sources[index]));
            if (!schema) schema = reader->schema();
            if (!schema->Equals(*reader->schema(), false)) *are_alike = false;
        }
        // Arrow has types that Parquet has not.
        std::shared_ptr<parquet::SchemaDescriptor> written;
        auto properties = parquet::default_writer_properties();
        if (schema && !parquet::arrow::ToParquetSchema(schema.get(), *properties, &written).ok()) *are_alike = false;
        return arrow::Status::OK();
    });
}

char *quorum_row_copy_create(const char *path, quorum_source like, int64_t row_group_bytes, quorum_row_copy **copy) {
    return quorum::guarded([&]() -> arrow::Status {
        auto created = std::make_unique<quorum_row_copy>();
        ARROW_ASSIGN_OR_RAISE(auto reader, open(like));
        created->schema = reader->schema();
        created->row_group_bytes = row_group_bytes;
        ARROW_ASSIGN_OR_RAISE(created->output, arrow::io::FileOutputStream::Open(path));
        // Types that Parquet lacks, and the metadata that `datasets` keeps its features in, are in Arrow's own schema.
        auto types = parquet::ArrowWriterProperties::Builder().store_schema()->build();
        auto properties =
            parquet::WriterProperties::Builder().compression(parquet::Compression::ZSTD)->enable_write_page_index()->build();
        ARROW_ASSIGN_OR_RAISE(
            created->file, parquet::arrow::FileWriter::Open(
                               *created->schema, arrow::default_memory_pool(), created->output, properties, types));
        *copy = created.release();
        return arrow::Status::OK();
    });
}

char *quorum_row_copy_add(quorum_row_copy *copy, quorum_source source, const int64_t *rows, size_t count) {
    return quorum::guarded([&] { return add(*copy, source, rows, count); });
}

char *quorum_row_copy_finish(quorum_row_copy *copy) {
    return quorum::guarded([&]() -> arrow::Status {
        ARROW_RETURN_NOT_OK(copy->file->Close());
        return copy->output->Close();
    });
}

void quorum_row_copy_free(quorum_row_copy *copy) {
    delete copy;
}
