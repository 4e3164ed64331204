#pragma once
#include <stdbool.h>
#include <stdint.h>

// The little of ICU that counting words and scripts takes.

typedef struct ICUWords ICUWords;

/// UAX #29 word boundaries of the root locale; NULL when memory is short.
ICUWords *_Nullable icu_words_open(void);
void icu_words_close(ICUWords *_Nonnull words);

/// Starts on a text, which must outlive the iteration; false when it can't.
bool icu_words_start(ICUWords *_Nonnull words, const char *_Nonnull utf8, int64_t count);

/// The byte offset at which the next segment ends, and whether it has a letter or digit; -1 after the last.
int64_t icu_words_next(ICUWords *_Nonnull words, bool *_Nonnull is_word);

/// A number for the script of a code point (0 and 1: common to several scripts).
int32_t icu_script(uint32_t scalar);
const char *_Nullable icu_script_name(int32_t script);

/// For example "ICU 72.1, Unicode 15.0".
const char *_Nonnull icu_version_name(void);
