#include "ICUEncodings.h"
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

int32_t icu_detect_encoding(const uint8_t *bytes, int32_t count, char *name, int32_t room) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t confidence = -1;
    UCharsetDetector *detector = ucsdet_open(&status);
    ucsdet_setText(detector, (const char *)bytes, count, &status);
    const UCharsetMatch *match = U_SUCCESS(status) ? ucsdet_detect(detector, &status) : NULL;
    if (match) {
        const char *found = ucsdet_getName(match, &status);
        confidence = ucsdet_getConfidence(match, &status);
        if (U_SUCCESS(status) && (int32_t)strlen(found) < room) {
            strcpy(name, found);
        } else {
            confidence = -1;
        }
    }
    ucsdet_close(detector);
    return confidence;
}

int64_t icu_decode(const char *encoding, const uint8_t *bytes, int64_t count, uint8_t *utf8, int64_t *offsets,
                   int64_t *bad) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding, &status);
    if (U_FAILURE(status)) return -1;
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    const char *position = (const char *)bytes;
    const char *end = position + count;
    int64_t written = 0;
    while (position < end) {
        int64_t start = position - (const char *)bytes;
        UChar32 scalar = ucnv_getNextUChar(converter, &position, end, &status);
        if (status == U_INDEX_OUTOFBOUNDS_ERROR) break;
        if (U_FAILURE(status)) {
            *bad = start;
            written = -2;
            break;
        }
        if (!utf8 || !offsets) {
            written += U8_LENGTH(scalar);
            continue;
        }
        int64_t first = written;
        U8_APPEND_UNSAFE(utf8, written, scalar);
        for (int64_t byte = first; byte < written; byte++) offsets[byte] = start;
    }
    ucnv_close(converter);
    return written;
}
