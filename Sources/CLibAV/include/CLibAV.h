// FFmpeg's libraries, loaded when a recording is first opened and not when the program starts: with the hundred libraries
// that Debian's are linked with, they take longer to load than a server without media does to start.
//
// Their functions that Quorum calls are defined here and forward to the libraries. `quorum_libav_load` has to have
// succeeded before any of them is called.
#pragma once

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>

/// Loads the libraries of the versions whose headers these are; does nothing when they are loaded.
///
/// Returns NULL, or what the loader says is wrong. Any thread may call it.
const char *quorum_libav_load(void);

// Macros that Swift does not import.
static const int LIBAV_ERROR_EOF = AVERROR_EOF;
static const int LIBAV_ERROR_AGAIN = AVERROR(EAGAIN);
static const int LIBAV_ERROR_NO_MEMORY = AVERROR(ENOMEM);
static const int LIBAV_ERROR_INVALID_DATA = AVERROR_INVALIDDATA;
static const int64_t LIBAV_NO_TIMESTAMP = AV_NOPTS_VALUE;
