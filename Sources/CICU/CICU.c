#include "CICU.h"
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

struct ICUSentences {
    UBreakIterator *iterator;
    UText *text;
};

ICUSentences *icu_sentences_open(const char *locale) {
    UErrorCode status = U_ZERO_ERROR;
    ICUSentences *sentences = calloc(1, sizeof *sentences);
    if (!sentences) return NULL;
    sentences->iterator = ubrk_open(UBRK_SENTENCE, locale, NULL, 0, &status);
    if (U_SUCCESS(status)) return sentences;
    free(sentences);
    return NULL;
}

void icu_sentences_close(ICUSentences *sentences) {
    ubrk_close(sentences->iterator);
    if (sentences->text) utext_close(sentences->text);
    free(sentences);
}

bool icu_sentences_start(ICUSentences *sentences, const char *utf8, int64_t count) {
    UErrorCode status = U_ZERO_ERROR;
    sentences->text = utext_openUTF8(sentences->text, utf8, count, &status);
    ubrk_setUText(sentences->iterator, sentences->text, &status);
    return U_SUCCESS(status);
}

int64_t icu_sentences_next(ICUSentences *sentences) {
    int32_t end = ubrk_next(sentences->iterator);
    return end == UBRK_DONE ? -1 : end;
}
