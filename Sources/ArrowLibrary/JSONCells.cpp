// Cells of nested Arrow types as JSON text.
#include <arrow/array.h>
#include <arrow/scalar.h>
#include <arrow/type.h>
#include <arrow/util/base64.h>
#include <arrow/util/ree_util.h>

#include <charconv>
#include <cmath>
#include <string_view>

#include "PlainColumns.h"

namespace quorum {
namespace {

void append_string(std::string_view text, std::string &out) {
    static const char digits[] = "0123456789abcdef";
    out += '"';
    for (char character : text) {
        switch (character) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                if (static_cast<unsigned char>(character) < 0x20) {
                    out += "\\u00";
                    out += digits[character >> 4];
                    out += digits[character & 15];
                } else {
                    out += character;
                }
        }
    }
    out += '"';
}

void append_number(double value, std::string &out) {
    if (!std::isfinite(value)) {
        out += "null";  // JSON has no word for it.
        return;
    }
    char text[32];
    auto end = std::to_chars(text, text + sizeof text, value).ptr;
    out.append(text, end);
}

arrow::Status append_elements(const arrow::Array &values, int64_t first, int64_t count, std::string &out) {
    out += '[';
    for (int64_t index = 0; index < count; index++) {
        if (index > 0) out += ',';
        ARROW_RETURN_NOT_OK(append_json(values, first + index, out));
    }
    out += ']';
    return arrow::Status::OK();
}

template <typename List>
arrow::Status append_list(const arrow::Array &array, int64_t row, std::string &out) {
    const auto &list = static_cast<const List &>(array);
    return append_elements(*list.values(), list.value_offset(row), list.value_length(row), out);
}

arrow::Status append_struct(const arrow::StructArray &array, int64_t row, std::string &out) {
    out += '{';
    for (int index = 0; index < array.num_fields(); index++) {
        if (index > 0) out += ',';
        append_string(array.type()->field(index)->name(), out);
        out += ':';
        ARROW_RETURN_NOT_OK(append_json(*array.field(index), row, out));
    }
    out += '}';
    return arrow::Status::OK();
}

/// Dates, decimals and whatever else has a text form but no JSON one.
arrow::Status append_scalar(const arrow::Array &array, int64_t row, std::string &out) {
    ARROW_ASSIGN_OR_RAISE(auto scalar, array.GetScalar(row));
    if (arrow::is_integer(array.type_id())) {
        out += scalar->ToString();
    } else {
        append_string(scalar->ToString(), out);
    }
    return arrow::Status::OK();
}

}  // namespace

arrow::Status append_json(const arrow::Array &array, int64_t row, std::string &out) {
    if (array.IsNull(row)) {
        out += "null";
        return arrow::Status::OK();
    }
    switch (array.type_id()) {
        case arrow::Type::BOOL:
            out += static_cast<const arrow::BooleanArray &>(array).Value(row) ? "true" : "false";
            break;
        case arrow::Type::FLOAT:
            append_number(static_cast<const arrow::FloatArray &>(array).Value(row), out);
            break;
        case arrow::Type::DOUBLE:
            append_number(static_cast<const arrow::DoubleArray &>(array).Value(row), out);
            break;
        case arrow::Type::STRING:
            append_string(static_cast<const arrow::StringArray &>(array).GetView(row), out);
            break;
        case arrow::Type::LARGE_STRING:
            append_string(static_cast<const arrow::LargeStringArray &>(array).GetView(row), out);
            break;
        case arrow::Type::STRING_VIEW:
            append_string(static_cast<const arrow::StringViewArray &>(array).GetView(row), out);
            break;
        case arrow::Type::BINARY:
            append_string(arrow::util::base64_encode(static_cast<const arrow::BinaryArray &>(array).GetView(row)), out);
            break;
        case arrow::Type::LARGE_BINARY:
            append_string(
                arrow::util::base64_encode(static_cast<const arrow::LargeBinaryArray &>(array).GetView(row)), out);
            break;
        case arrow::Type::LIST:
            return append_list<arrow::ListArray>(array, row, out);
        case arrow::Type::LARGE_LIST:
            return append_list<arrow::LargeListArray>(array, row, out);
        case arrow::Type::FIXED_SIZE_LIST:
            return append_list<arrow::FixedSizeListArray>(array, row, out);
        case arrow::Type::MAP:
            return append_list<arrow::MapArray>(array, row, out);
        case arrow::Type::STRUCT:
            return append_struct(static_cast<const arrow::StructArray &>(array), row, out);
        case arrow::Type::DICTIONARY: {
            const auto &dictionary = static_cast<const arrow::DictionaryArray &>(array);
            return append_json(*dictionary.dictionary(), dictionary.GetValueIndex(row), out);
        }
        case arrow::Type::RUN_END_ENCODED: {
            const auto &runs = static_cast<const arrow::RunEndEncodedArray &>(array);
            const arrow::ArraySpan span(*array.data());
            return append_json(*runs.values(), arrow::ree_util::FindPhysicalIndex(span, row, array.offset()), out);
        }
        case arrow::Type::EXTENSION:
            return append_json(*static_cast<const arrow::ExtensionArray &>(array).storage(), row, out);
        default:
            return append_scalar(array, row, out);
    }
    return arrow::Status::OK();
}

}  // namespace quorum
