// Rows into a Parquet file, a row group of bounded size at a time.
#include <arrow/array.h>
#include <arrow/array/util.h>
#include <arrow/buffer.h>
#include <arrow/io/file.h>
#include <arrow/json/from_string.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <arrow/util/bit_util.h>
#include <arrow/util/bitmap_ops.h>
#include <arrow/util/key_value_metadata.h>
#include <parquet/arrow/writer.h>
#include <parquet/properties.h>

#include <vector>

#include "CArrow.h"
#include "Guard.h"

struct quorum_parquet_writer {
    std::vector<quorum_field_type> fields;
    std::shared_ptr<arrow::Schema> schema;
    std::shared_ptr<arrow::io::FileOutputStream> output;
    std::unique_ptr<parquet::arrow::FileWriter> file;
    int64_t row_group_bytes = 0;
    /// Bytes of the rows in the open row group, before encoding.
    int64_t open_bytes = 0;
};

namespace {

/// Rows handed to the writer at once: pages are cut between such slices, so that no page grows with the media in it.
constexpr int64_t slice_bytes = 1 << 20;
constexpr int64_t slice_rows = 16384;

std::shared_ptr<arrow::DataType> arrow_type(quorum_field_type type) {
    switch (type) {
        case quorum_field_utf8: return arrow::large_utf8();
        case quorum_field_binary: return arrow::large_binary();
        case quorum_field_int64: return arrow::int64();
        case quorum_field_float64: return arrow::float64();
        case quorum_field_bool: return arrow::boolean();
        case quorum_field_audio:
            return arrow::struct_(
                {arrow::field("bytes", arrow::large_binary()), arrow::field("path", arrow::large_utf8())});
        case quorum_field_utf8_list: return arrow::list(arrow::utf8());
        case quorum_field_span_list:
            return arrow::list(arrow::struct_(
                {arrow::field("start", arrow::int64()), arrow::field("end", arrow::int64()),
                 arrow::field("label", arrow::utf8())}));
    }
    return arrow::null();
}

bool is_list(quorum_field_type type) {
    return type == quorum_field_utf8_list || type == quorum_field_span_list;
}

std::vector<std::string> leaf_columns(const quorum_field &field) {
    std::string name = field.name;
    switch (field.type) {
        case quorum_field_audio: return {name + ".bytes", name + ".path"};
        case quorum_field_utf8_list: return {name + ".list.element"};
        case quorum_field_span_list:
            return {name + ".list.element.start", name + ".list.element.end", name + ".list.element.label"};
        default: return {name};
    }
}

size_t column_count(quorum_field_type type) {
    return type == quorum_field_audio ? 2 : 1;
}

std::shared_ptr<parquet::WriterProperties> properties(const quorum_field *fields, size_t count) {
    parquet::WriterProperties::Builder builder;
    builder.compression(parquet::Compression::ZSTD)->enable_write_page_index();
    for (size_t index = 0; index < count; index++) {
        std::vector<std::string> leaves = leaf_columns(fields[index]);
        if (!fields[index].compressed) {
            for (const auto &leaf : leaves) builder.compression(leaf, parquet::Compression::UNCOMPRESSED);
        }
        // Media repeats nowhere, and its least and greatest bytes tell nothing.
        if (fields[index].type == quorum_field_audio || fields[index].type == quorum_field_binary) {
            builder.disable_dictionary(leaves[0])->disable_statistics(leaves[0]);
        }
    }
    return builder.build();
}

int64_t row_bytes(const std::vector<const quorum_column *> &texts, int64_t row, int64_t fixed) {
    int64_t bytes = fixed;
    for (auto column : texts) bytes += column->offsets[row + 1] - column->offsets[row];
    return bytes;
}

arrow::Result<std::shared_ptr<arrow::Buffer>> bitmap(const uint8_t *bytes, int64_t rows) {
    if (!bytes) return nullptr;
    ARROW_ASSIGN_OR_RAISE(auto bits, arrow::AllocateEmptyBitmap(rows));
    for (int64_t row = 0; row < rows; row++) {
        if (bytes[row]) arrow::bit_util::SetBit(bits->mutable_data(), row);
    }
    return bits;
}

/// An Arrow array over the column's own memory; bits are copied.
arrow::Result<std::shared_ptr<arrow::Array>> array(
    const quorum_column &column, const std::shared_ptr<arrow::DataType> &type, int64_t rows) {
    ARROW_ASSIGN_OR_RAISE(auto validity, bitmap(column.validity, rows));
    std::vector<std::shared_ptr<arrow::Buffer>> buffers = {validity};
    switch (column.type) {
        case quorum_column_utf8:
        case quorum_column_binary:
            buffers.push_back(arrow::Buffer::Wrap(column.offsets, rows + 1));
            buffers.push_back(
                arrow::Buffer::Wrap(static_cast<const uint8_t *>(column.values), column.offsets[rows]));
            break;
        case quorum_column_int64:
        case quorum_column_float64:
            buffers.push_back(arrow::Buffer::Wrap(static_cast<const int64_t *>(column.values), rows));
            break;
        case quorum_column_bool: {
            ARROW_ASSIGN_OR_RAISE(auto bits, bitmap(static_cast<const uint8_t *>(column.values), rows));
            buffers.push_back(bits);
        }
    }
    return arrow::MakeArray(arrow::ArrayData::Make(type, rows, buffers));
}

/// The lists that a column of JSON texts holds.
arrow::Result<std::shared_ptr<arrow::Array>> lists(
    const quorum_column &column, const std::shared_ptr<arrow::DataType> &type, int64_t rows) {
    auto bytes = static_cast<const char *>(column.values);
    std::string json = "[";
    for (int64_t row = 0; row < rows; row++) {
        if (row > 0) json += ',';
        if (column.validity && !column.validity[row]) {
            json += "null";
        } else {
            json.append(bytes + column.offsets[row], column.offsets[row + 1] - column.offsets[row]);
        }
    }
    json += ']';
    return arrow::json::ArrayFromJSONString(type, json);
}

arrow::Result<std::shared_ptr<arrow::RecordBatch>> record_batch(
    const quorum_parquet_writer &writer, const quorum_column *columns, int64_t rows) {
    std::vector<std::shared_ptr<arrow::Array>> arrays;
    for (int index = 0; index < writer.schema->num_fields(); index++) {
        const auto &type = writer.schema->field(index)->type();
        if (writer.fields[index] == quorum_field_audio) {
            ARROW_ASSIGN_OR_RAISE(auto bytes, array(columns[0], type->field(0)->type(), rows));
            ARROW_ASSIGN_OR_RAISE(auto path, array(columns[1], type->field(1)->type(), rows));
            // A row with neither bytes nor path has no recording.
            const uint8_t *both[] = {columns[0].validity, columns[1].validity};
            std::shared_ptr<arrow::Buffer> validity;
            if (both[0] && both[1]) {
                std::vector<uint8_t> either(rows);
                for (int64_t row = 0; row < rows; row++) either[row] = both[0][row] | both[1][row];
                ARROW_ASSIGN_OR_RAISE(validity, bitmap(either.data(), rows));
            }
            arrays.push_back(std::make_shared<arrow::StructArray>(
                type, rows, std::vector<std::shared_ptr<arrow::Array>>{bytes, path}, validity));
        } else if (is_list(writer.fields[index])) {
            ARROW_ASSIGN_OR_RAISE(auto nested, lists(columns[0], type, rows));
            // A cell of two lists would shift all after it.
            if (nested->length() != rows) return arrow::Status::Invalid("a cell holds more than one list");
            arrays.push_back(nested);
        } else {
            ARROW_ASSIGN_OR_RAISE(auto plain, array(columns[0], type, rows));
            arrays.push_back(plain);
        }
        columns += column_count(writer.fields[index]);
    }
    return arrow::RecordBatch::Make(writer.schema, rows, arrays);
}

arrow::Status write_slices(quorum_parquet_writer &writer, const quorum_column *columns, int64_t rows) {
    size_t count = 0;
    for (auto field : writer.fields) count += column_count(field);
    std::vector<const quorum_column *> texts;
    for (size_t index = 0; index < count; index++) {
        if (columns[index].offsets) texts.push_back(&columns[index]);
    }
    int64_t fixed = 8 * (count - texts.size());
    ARROW_ASSIGN_OR_RAISE(auto batch, record_batch(writer, columns, rows));
    for (int64_t first = 0; first < rows;) {
        int64_t end = first, bytes = 0;
        while (end < rows && end - first < slice_rows && bytes < slice_bytes) {
            bytes += row_bytes(texts, end++, fixed);
        }
        if (writer.open_bytes > 0 && writer.open_bytes + bytes > writer.row_group_bytes) {
            ARROW_RETURN_NOT_OK(writer.file->NewBufferedRowGroup());
            writer.open_bytes = 0;
        }
        ARROW_RETURN_NOT_OK(writer.file->WriteRecordBatch(*batch->Slice(first, end - first)));
        writer.open_bytes += bytes;
        first = end;
    }
    return arrow::Status::OK();
}

}  // namespace

char *quorum_parquet_create(
    const char *path, const quorum_field *fields, size_t field_count, const quorum_metadata *metadata,
    size_t metadata_count, int64_t row_group_bytes, quorum_parquet_writer **writer) {
    return quorum::guarded([&]() -> arrow::Status {
        auto created = std::make_unique<quorum_parquet_writer>();
        arrow::FieldVector arrow_fields;
        for (size_t index = 0; index < field_count; index++) {
            created->fields.push_back(fields[index].type);
            arrow_fields.push_back(arrow::field(fields[index].name, arrow_type(fields[index].type)));
        }
        created->schema = arrow::schema(arrow_fields);
        created->row_group_bytes = row_group_bytes;
        ARROW_ASSIGN_OR_RAISE(created->output, arrow::io::FileOutputStream::Open(path));
        ARROW_ASSIGN_OR_RAISE(
            created->file, parquet::arrow::FileWriter::Open(
                               *created->schema, arrow::default_memory_pool(), created->output,
                               properties(fields, field_count)));
        // Metadata of the schema would only be written with Arrow's own schema, which readers have no need of.
        auto footer = std::make_shared<arrow::KeyValueMetadata>();
        for (size_t index = 0; index < metadata_count; index++) {
            footer->Append(metadata[index].key, metadata[index].value);
        }
        ARROW_RETURN_NOT_OK(created->file->AddKeyValueMetadata(footer));
        *writer = created.release();
        return arrow::Status::OK();
    });
}

char *quorum_parquet_write(quorum_parquet_writer *writer, const quorum_column *columns, int64_t rows) {
    return quorum::guarded([&] { return write_slices(*writer, columns, rows); });
}

char *quorum_parquet_finish(quorum_parquet_writer *writer) {
    return quorum::guarded([&]() -> arrow::Status {
        ARROW_RETURN_NOT_OK(writer->file->Close());
        return writer->output->Close();
    });
}

void quorum_parquet_writer_free(quorum_parquet_writer *writer) {
    delete writer;
}
