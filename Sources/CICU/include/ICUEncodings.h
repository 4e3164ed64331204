#pragma once
#include <stdint.h>

// The little of ICU that reading old encodings takes.

/// Guesses what a text is encoded in: writes the name, gives 0 to 100 for how sure it is, -1 without a guess.
int32_t icu_detect_encoding(const uint8_t *_Nonnull bytes, int32_t count, char *_Nonnull name, int32_t room);

/// Decodes to UTF-8. `offsets` gets, for every byte written, the offset its character has in `bytes`; where both are
/// NULL, bytes are only counted. Returns the number of bytes; -1 when the encoding is unknown; -2 with `*bad` set at bytes
/// that don't belong to it.
int64_t icu_decode(const char *_Nonnull encoding, const uint8_t *_Nonnull bytes, int64_t count,
                   uint8_t *_Nullable utf8, int64_t *_Nullable offsets, int64_t *_Nonnull bad);
