// Any Arrow column as one or more columns of the five plain types.
#pragma once

#include <arrow/array.h>
#include <arrow/result.h>

#include <string>
#include <vector>

#include "CArrow.h"

namespace quorum {

/// Owns what a `quorum_column` points at.
struct PlainColumn {
    std::string name;
    quorum_column_type type;
    /// LargeString, LargeBinary, Int64, Double or Boolean.
    std::shared_ptr<arrow::Array> array;
    std::vector<uint8_t> validity;
    std::vector<uint8_t> bools;

    quorum_column view() const;
};

/// Appends `array` to `columns`. Which columns come out depends on the type alone, so every batch gives the same ones:
/// numbers stay numbers, strings and binary stay what they are, dictionaries and
/// runs become their values, `struct<bytes: binary, path: string>` becomes NAME.bytes and NAME.path, other nested types become JSON, and the
/// rest (dates, times, decimals, unsigned 64-bit integers) its text.
arrow::Status append_plain_columns(
    const std::string &name, const std::shared_ptr<arrow::Array> &array, std::vector<PlainColumn> &columns);

/// Appends the JSON text of one cell of any type to `out`. Binary is Base64.
arrow::Status append_json(const arrow::Array &array, int64_t row, std::string &out);

}  // namespace quorum
