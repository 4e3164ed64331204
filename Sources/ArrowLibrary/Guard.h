// Turns what Arrow reports, and what C++ throws, into messages.
#pragma once

#include <arrow/status.h>

#include <cstring>
#include <exception>
#include <string>

namespace quorum {

inline char *message(const arrow::Status &status) {
    std::string text = status.message();
    if (status.detail()) text += " " + status.detail()->ToString();  // such as "[errno 28] No space left on device"
    return strdup(text.c_str());
}

/// Runs `body`, which returns an `arrow::Status`; NULL when it is fine.
template <typename Body>
char *guarded(Body &&body) noexcept {
    try {
        arrow::Status status = body();
        return status.ok() ? nullptr : message(status);
    } catch (const std::exception &error) {
        return strdup(error.what());
    } catch (...) {
        return strdup("unknown failure in the Arrow library");
    }
}

}  // namespace quorum
