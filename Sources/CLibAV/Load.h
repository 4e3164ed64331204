// Which libraries there are, and how a function of one is found.
#pragma once

typedef enum { avutil, swresample, avcodec, avformat, library_count } quorum_library;

/// A function of a loaded library; ends the program where there is none, as the dynamic linker would at its start.
void *quorum_libav_function(quorum_library library, const char *name);
