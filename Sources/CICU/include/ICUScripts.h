#pragma once
#include <stdint.h>

/// A number for the script of a code point (0 and 1: common to several scripts).
int32_t icu_script(uint32_t scalar);
const char *_Nullable icu_script_name(int32_t script);

/// For example "ICU 72.1, Unicode 15.0".
const char *_Nonnull icu_version_name(void);
