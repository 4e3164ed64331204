#pragma once
#include "ICUEncodings.h"
#include "ICUWords.h"
#include <stdbool.h>
#include <stdint.h>

// The little of ICU that finding sentences takes. ICU's own headers can't be imported into Swift here: Foundation brings
// another version of the same types.

typedef struct ICUSentences ICUSentences;

/// NULL when ICU knows no rules for the locale or memory is short.
ICUSentences *_Nullable icu_sentences_open(const char *_Nonnull locale);
void icu_sentences_close(ICUSentences *_Nonnull sentences);

/// Starts on a text, which must outlive the iteration; false when it can't.
bool icu_sentences_start(ICUSentences *_Nonnull sentences, const char *_Nonnull utf8, int64_t count);

/// The byte offset at which the next sentence ends; -1 after the last.
int64_t icu_sentences_next(ICUSentences *_Nonnull sentences);
