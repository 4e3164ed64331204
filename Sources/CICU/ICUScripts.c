#include "ICUScripts.h"
#include <unicode/uscript.h>
#include <unicode/uversion.h>
#include <unicode/uchar.h>

int32_t icu_script(uint32_t scalar) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript((UChar32)scalar, &status);
}

const char *icu_script_name(int32_t script) { return uscript_getName(script); }

const char *icu_version_name(void) { return "ICU " U_ICU_VERSION ", Unicode " U_UNICODE_VERSION; }
