#include "Load.h"

#include "CLibAV.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_OF(number) #number
#define TEXT(number) TEXT_OF(number)

// A later major version has other structures.
static const char *const names[library_count] = {
    [avutil] = "libavutil.so." TEXT(LIBAVUTIL_VERSION_MAJOR),
    [swresample] = "libswresample.so." TEXT(LIBSWRESAMPLE_VERSION_MAJOR),
    [avcodec] = "libavcodec.so." TEXT(LIBAVCODEC_VERSION_MAJOR),
    [avformat] = "libavformat.so." TEXT(LIBAVFORMAT_VERSION_MAJOR),
};

static void *handles[library_count];
static char problem[512];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void)
{
    for (int library = 0; library < library_count; library++) {
        handles[library] = dlopen(names[library], RTLD_NOW | RTLD_LOCAL);
        if (!handles[library]) {
            snprintf(problem, sizeof problem, "%s", dlerror());
            return;
        }
    }
}

const char *quorum_libav_load(void)
{
    pthread_once(&once, load);
    return problem[0] ? problem : NULL;
}

void *quorum_libav_function(quorum_library library, const char *name)
{
    void *function = handles[library] ? dlsym(handles[library], name) : NULL;
    if (!function) {
        fprintf(stderr, "%s has no %s\n", names[library], name);
        abort();
    }
    return function;
}
