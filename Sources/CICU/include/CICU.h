#pragma once
// ICU's own headers can't be imported into Swift here: Foundation brings another version of the same types.
#include "ICUBreaks.h"
#include "ICUEncodings.h"
#include "ICUScripts.h"
