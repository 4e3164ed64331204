#pragma once
#include <stdbool.h>
#include <stdint.h>

// The little of ICU that finding sentences and words takes.

typedef struct ICUBreaks ICUBreaks;

/// Sentences by the rules of a locale; NULL when ICU knows none for it or memory is short.
ICUBreaks *_Nullable icu_sentences_open(const char *_Nonnull locale);

/// UAX #29 word boundaries of the root locale; NULL when memory is short.
ICUBreaks *_Nullable icu_words_open(void);

void icu_breaks_close(ICUBreaks *_Nonnull breaks);

/// Starts on a text, which must outlive the iteration; false when it can't.
bool icu_breaks_start(ICUBreaks *_Nonnull breaks, const char *_Nonnull utf8, int64_t count);

/// The byte offset at which the next sentence, word or stretch between words ends; -1 after the last.
int64_t icu_breaks_next(ICUBreaks *_Nonnull breaks);

/// Whether what ended there, between word boundaries, has a letter or digit.
bool icu_breaks_is_word(ICUBreaks *_Nonnull breaks);
