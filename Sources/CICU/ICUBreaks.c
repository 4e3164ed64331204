#include "ICUBreaks.h"
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

struct ICUBreaks {
    UBreakIterator *iterator;
    UText *text;
};

static ICUBreaks *open_breaks(UBreakIteratorType type, const char *locale) {
    UErrorCode status = U_ZERO_ERROR;
    ICUBreaks *breaks = calloc(1, sizeof *breaks);
    if (!breaks) return NULL;
    breaks->iterator = ubrk_open(type, locale, NULL, 0, &status);
    if (U_SUCCESS(status)) return breaks;
    free(breaks);
    return NULL;
}

ICUBreaks *icu_sentences_open(const char *locale) { return open_breaks(UBRK_SENTENCE, locale); }

ICUBreaks *icu_words_open(void) { return open_breaks(UBRK_WORD, ""); }

void icu_breaks_close(ICUBreaks *breaks) {
    ubrk_close(breaks->iterator);
    if (breaks->text) utext_close(breaks->text);
    free(breaks);
}

bool icu_breaks_start(ICUBreaks *breaks, const char *utf8, int64_t count) {
    UErrorCode status = U_ZERO_ERROR;
    breaks->text = utext_openUTF8(breaks->text, utf8, count, &status);
    ubrk_setUText(breaks->iterator, breaks->text, &status);
    return U_SUCCESS(status);
}

int64_t icu_breaks_next(ICUBreaks *breaks) {
    int32_t end = ubrk_next(breaks->iterator);
    return end == UBRK_DONE ? -1 : end;
}

bool icu_breaks_is_word(ICUBreaks *breaks) { return ubrk_getRuleStatus(breaks->iterator) >= UBRK_WORD_NUMBER; }
