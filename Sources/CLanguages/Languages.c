#include "CLanguages.h"

#include "DynamicLoad.h"

#include <pthread.h>
#include <stddef.h>
#include <stdio.h>

static quorum_library cld2 = {"libcld2.so.0"};

/// `CLD2::CLDHints`
struct hints {
    const char *content_language;
    const char *top_level_domain;
    int encoding;
    int language;
};

static const struct hints no_hints = {NULL, NULL, 23, 26};  // UNKNOWN_ENCODING, UNKNOWN_LANGUAGE

/// `CLD2::ExtDetectLanguageSummaryCheckUTF8`
typedef int detect_function(const char *buffer, int length, bool is_plain_text, const struct hints *hints, int flags,
                            int *language3, int *percent3, double *normalized_score3, void *chunks, int *text_bytes,
                            bool *is_reliable, int *valid_prefix_bytes);

static detect_function *detect;
/// `CLD2::LanguageCode`
static const char *(*code)(int language);
/// `CLD2::DetectLanguageVersion`
static const char *(*version)(void);

static char problem[512];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void)
{
    const char *error = quorum_library_load(&cld2);
    if (!error) {
        detect = (detect_function *)quorum_library_find(
            &cld2,
            "_ZN4CLD233ExtDetectLanguageSummaryCheckUTF8EPKcibPKNS_8CLDHintsEiPNS_8LanguageEPiPdP"
            "St6vectorINS_11ResultChunkESaISA_EES7_PbS7_");
        code = (const char *(*)(int))quorum_library_find(&cld2, "_ZN4CLD212LanguageCodeENS_8LanguageE");
        version = (const char *(*)(void))quorum_library_find(&cld2, "_ZN4CLD221DetectLanguageVersionEv");
        if (!detect || !code || !version) error = "it is of another kind";
    }
    if (error) snprintf(problem, sizeof problem, "%s", error);
}

const char *quorum_languages_load(void)
{
    pthread_once(&once, load);
    return problem[0] ? problem : NULL;
}

int32_t quorum_languages_detect(const char *utf8, int32_t count, bool *is_reliable)
{
    int languages[3] = {no_hints.language, no_hints.language, no_hints.language};
    int percents[3], text_bytes, valid_bytes;
    double scores[3];
    detect(utf8, count, true, &no_hints, 0, languages, percents, scores, NULL, &text_bytes, is_reliable, &valid_bytes);
    return languages[0];
}

const char *quorum_languages_code(int32_t language) { return code(language); }

const char *quorum_languages_version(void) { return version(); }
