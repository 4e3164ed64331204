// Which libraries FFmpeg is, each after those it needs.
#pragma once

#include "DynamicLoad.h"

enum { avutil, swresample, avcodec, avformat, library_count };

extern quorum_library quorum_libav[library_count];
