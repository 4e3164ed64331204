#include "CLibAV.h"
#include "Libraries.h"

#define TEXT_OF(number) #number
#define TEXT(number) TEXT_OF(number)

// A later major version has other structures.
__attribute__((visibility("hidden"))) quorum_library quorum_libav[library_count] = {
    [avutil] = {"libavutil.so." TEXT(LIBAVUTIL_VERSION_MAJOR)},
    [swresample] = {"libswresample.so." TEXT(LIBSWRESAMPLE_VERSION_MAJOR)},
    [avcodec] = {"libavcodec.so." TEXT(LIBAVCODEC_VERSION_MAJOR)},
    [avformat] = {"libavformat.so." TEXT(LIBAVFORMAT_VERSION_MAJOR)},
};

const char *quorum_libav_load(void)
{
    const char *problem = NULL;
    for (int library = 0; library < library_count && !problem; library++) problem = quorum_library_load(&quorum_libav[library]);
    return problem;
}
