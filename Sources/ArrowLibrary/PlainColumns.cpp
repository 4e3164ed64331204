#include "PlainColumns.h"

#include <arrow/array/array_run_end.h>
#include <arrow/array/builder_binary.h>
#include <arrow/array/builder_primitive.h>
#include <arrow/compute/api_vector.h>
#include <arrow/compute/cast.h>
#include <arrow/compute/exec.h>
#include <arrow/memory_pool.h>
#include <arrow/scalar.h>
#include <arrow/type.h>
#include <arrow/util/bit_util.h>

namespace quorum {
namespace {

using ArrayPointer = std::shared_ptr<arrow::Array>;

arrow::Result<ArrayPointer> cast(const ArrayPointer &array, const std::shared_ptr<arrow::DataType> &type) {
    if (array->type()->Equals(type)) return array;
    arrow::compute::CastOptions options;
    options.to_type = type;
    arrow::compute::ExecContext context(arrow::system_memory_pool());
    ARROW_ASSIGN_OR_RAISE(arrow::Datum datum, arrow::compute::Cast(array, options, &context));
    return datum.make_array();
}

/// Text cell by cell, for types that have no cast.
template <typename Append>
arrow::Result<ArrayPointer> text(const arrow::Array &array, Append append) {
    arrow::LargeStringBuilder builder;
    std::string cell;
    for (int64_t row = 0; row < array.length(); row++) {
        if (array.IsNull(row)) {
            ARROW_RETURN_NOT_OK(builder.AppendNull());
            continue;
        }
        cell.clear();
        ARROW_RETURN_NOT_OK(append(row, cell));
        ARROW_RETURN_NOT_OK(builder.Append(cell));
    }
    return builder.Finish();
}

arrow::Result<ArrayPointer> json_text(const arrow::Array &array) {
    return text(array, [&](int64_t row, std::string &cell) { return append_json(array, row, cell); });
}

arrow::Result<ArrayPointer> plain_text(const ArrayPointer &array) {
    auto casted = cast(array, arrow::large_utf8());
    if (casted.ok()) return casted;
    return text(*array, [&](int64_t row, std::string &cell) -> arrow::Status {
        ARROW_ASSIGN_OR_RAISE(auto scalar, array->GetScalar(row));
        cell = scalar->ToString();
        return arrow::Status::OK();
    });
}

bool is_audio(const arrow::DataType &type) {
    if (type.id() != arrow::Type::STRUCT || type.num_fields() != 2) return false;
    return type.field(0)->name() == "bytes" && type.field(1)->name() == "path" &&
           arrow::is_base_binary_like(type.field(0)->type()->id()) &&
           arrow::is_base_binary_like(type.field(1)->type()->id());
}

arrow::Result<PlainColumn> plain(const std::string &name, const ArrayPointer &array) {
    PlainColumn column{name, quorum_column_utf8, nullptr, {}, {}};
    switch (array->type_id()) {
        case arrow::Type::BOOL:
            column.type = quorum_column_bool;
            column.array = array;
            break;
        case arrow::Type::INT8:
        case arrow::Type::INT16:
        case arrow::Type::INT32:
        case arrow::Type::INT64:
        case arrow::Type::UINT8:
        case arrow::Type::UINT16:
        case arrow::Type::UINT32: {
            column.type = quorum_column_int64;
            ARROW_ASSIGN_OR_RAISE(column.array, cast(array, arrow::int64()));
            break;
        }
        case arrow::Type::HALF_FLOAT:
        case arrow::Type::FLOAT:
        case arrow::Type::DOUBLE: {
            column.type = quorum_column_float64;
            ARROW_ASSIGN_OR_RAISE(column.array, cast(array, arrow::float64()));
            break;
        }
        case arrow::Type::BINARY:
        case arrow::Type::LARGE_BINARY:
        case arrow::Type::BINARY_VIEW:
        case arrow::Type::FIXED_SIZE_BINARY: {
            column.type = quorum_column_binary;
            ARROW_ASSIGN_OR_RAISE(column.array, cast(array, arrow::large_binary()));
            break;
        }
        default: {
            ARROW_ASSIGN_OR_RAISE(
                column.array, arrow::is_nested(array->type_id()) ? json_text(*array) : plain_text(array));
        }
    }
    return column;
}

void unpack_bits(PlainColumn &column) {
    const arrow::Array &array = *column.array;
    if (array.null_count() > 0) {
        column.validity.resize(array.length());
        for (int64_t row = 0; row < array.length(); row++) column.validity[row] = array.IsValid(row);
    }
    if (column.type == quorum_column_bool) {
        const auto &bools = static_cast<const arrow::BooleanArray &>(array);
        column.bools.resize(array.length());
        for (int64_t row = 0; row < array.length(); row++) column.bools[row] = bools.Value(row);
    }
}

/// Rows of a batch that runs may stand for: a file of a few bytes can say that they are any number.
constexpr int64_t most_rows_in_runs = int64_t{1} << 28;

/// The run that each row is in.
arrow::Result<ArrayPointer> run_of_rows(const arrow::RunEndEncodedArray &array) {
    ARROW_ASSIGN_OR_RAISE(auto logical, array.LogicalRunEnds(arrow::system_memory_pool()));
    ARROW_ASSIGN_OR_RAISE(auto ends, cast(logical, arrow::int64()));
    arrow::Int64Builder runs(arrow::system_memory_pool());
    ARROW_RETURN_NOT_OK(runs.Reserve(array.length()));
    int64_t run = 0;
    for (int64_t row = 0; row < array.length(); row++) {
        while (static_cast<const arrow::Int64Array &>(*ends).Value(run) <= row) run++;
        runs.UnsafeAppend(run);
    }
    return runs.Finish();
}

/// The columns of the runs' values, each value once for every row of its run.
arrow::Status append_runs(
    const std::string &name, const arrow::RunEndEncodedArray &array, std::vector<PlainColumn> &columns) {
    if (array.length() > most_rows_in_runs) {
        return arrow::Status::Invalid(
            "column '", name, "' has runs of ", array.length(), " rows in one batch; write it with ", most_rows_in_runs,
            " at most, or without run-end encoding");
    }
    std::vector<PlainColumn> values;
    ARROW_RETURN_NOT_OK(append_plain_columns(name, array.LogicalValues(), values));
    ARROW_ASSIGN_OR_RAISE(auto runs, run_of_rows(array));
    arrow::compute::ExecContext context(arrow::system_memory_pool());
    for (auto &column : values) {
        ARROW_ASSIGN_OR_RAISE(
            column.array, arrow::compute::Take(*column.array, *runs, arrow::compute::TakeOptions::NoBoundsCheck(), &context));
        column.validity.clear();
        column.bools.clear();
        unpack_bits(column);
        columns.push_back(std::move(column));
    }
    return arrow::Status::OK();
}

}  // namespace

quorum_column PlainColumn::view() const {
    quorum_column view{};
    view.name = name.c_str();
    view.type = type;
    view.validity = validity.empty() ? nullptr : validity.data();
    switch (type) {
        case quorum_column_utf8:
        case quorum_column_binary: {
            const auto &texts = static_cast<const arrow::LargeBinaryArray &>(*array);
            view.values = texts.raw_data();
            view.offsets = texts.raw_value_offsets();
            break;
        }
        case quorum_column_int64:
            view.values = static_cast<const arrow::Int64Array &>(*array).raw_values();
            break;
        case quorum_column_float64:
            view.values = static_cast<const arrow::DoubleArray &>(*array).raw_values();
            break;
        case quorum_column_bool:
            view.values = bools.data();
    }
    return view;
}

arrow::Status append_plain_columns(
    const std::string &name, const ArrayPointer &array, std::vector<PlainColumn> &columns) {
    const arrow::DataType &type = *array->type();
    if (type.id() == arrow::Type::EXTENSION) {
        return append_plain_columns(name, static_cast<const arrow::ExtensionArray &>(*array).storage(), columns);
    }
    if (type.id() == arrow::Type::DICTIONARY) {
        ARROW_ASSIGN_OR_RAISE(auto values, cast(array, static_cast<const arrow::DictionaryType &>(type).value_type()));
        return append_plain_columns(name, values, columns);
    }
    if (type.id() == arrow::Type::RUN_END_ENCODED) {
        return append_runs(name, static_cast<const arrow::RunEndEncodedArray &>(*array), columns);
    }
    if (is_audio(type)) {
        const auto &parts = static_cast<const arrow::StructArray &>(*array);
        for (int index = 0; index < 2; index++) {
            // Flattened: a null struct makes its parts null.
            ARROW_ASSIGN_OR_RAISE(auto part, parts.GetFlattenedField(index));
            ARROW_RETURN_NOT_OK(append_plain_columns(name + "." + type.field(index)->name(), part, columns));
        }
        return arrow::Status::OK();
    }
    ARROW_ASSIGN_OR_RAISE(PlainColumn column, plain(name, array));
    unpack_bits(column);
    columns.push_back(std::move(column));
    return arrow::Status::OK();
}

}  // namespace quorum
