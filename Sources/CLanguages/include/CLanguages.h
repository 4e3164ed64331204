// CLD2, the Compact Language Detector, loaded when the first text is asked about and not when the program starts.
//
// Its interface is C++; what is called of it is plain functions, which are looked up by their names in the library, so that
// neither its headers nor a C++ compiler are needed. None of the functions below may be called before
// `quorum_languages_load` has succeeded; all of them may be called by any thread.
#pragma once

#include <stdbool.h>
#include <stdint.h>

/// Loads the library; does nothing when it is loaded. Returns NULL, or what the loader says is wrong.
const char *_Nullable quorum_languages_load(void);

/// The language of most of a text, by its number, and whether it is clearly the likeliest.
///
/// - Parameter utf8: without control characters. Where it is not valid UTF-8, the answer is "unknown" as well.
int32_t quorum_languages_detect(const char *_Nonnull utf8, int32_t count, bool *_Nonnull is_reliable);

/// The library's code of a language, "un" for the unknown one.
const char *_Nonnull quorum_languages_code(int32_t language);

/// The library's version and the date of its tables.
const char *_Nonnull quorum_languages_version(void);
