#include "ICUWords.h"
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
#include <unicode/uchar.h>
#include <unicode/uversion.h>

struct ICUWords {
    UBreakIterator *iterator;
    UText *text;
};

ICUWords *icu_words_open(void) {
    UErrorCode status = U_ZERO_ERROR;
    ICUWords *words = calloc(1, sizeof *words);
    if (!words) return NULL;
    words->iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    if (U_SUCCESS(status)) return words;
    free(words);
    return NULL;
}

void icu_words_close(ICUWords *words) {
    ubrk_close(words->iterator);
    if (words->text) utext_close(words->text);
    free(words);
}

bool icu_words_start(ICUWords *words, const char *utf8, int64_t count) {
    UErrorCode status = U_ZERO_ERROR;
    words->text = utext_openUTF8(words->text, utf8, count, &status);
    ubrk_setUText(words->iterator, words->text, &status);
    return U_SUCCESS(status);
}

int64_t icu_words_next(ICUWords *words, bool *is_word) {
    int32_t end = ubrk_next(words->iterator);
    if (end == UBRK_DONE) return -1;
    *is_word = ubrk_getRuleStatus(words->iterator) >= UBRK_WORD_NUMBER;
    return end;
}

int32_t icu_script(uint32_t scalar) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript((UChar32)scalar, &status);
}

const char *icu_script_name(int32_t script) { return uscript_getName(script); }

const char *icu_version_name(void) { return "ICU " U_ICU_VERSION ", Unicode " U_UNICODE_VERSION; }
