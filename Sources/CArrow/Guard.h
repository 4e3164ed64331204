// Turns what Arrow reports, and what C++ throws, into messages.
#pragma once

#include <arrow/status.h>

#include <cstring>
#include <exception>

namespace quorum {

inline char *message(const arrow::Status &status) {
    return strdup(status.message().c_str());
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
