#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>

// Macros that Swift does not import.
static const int LIBAV_ERROR_EOF = AVERROR_EOF;
static const int LIBAV_ERROR_AGAIN = AVERROR(EAGAIN);
static const int LIBAV_ERROR_NO_MEMORY = AVERROR(ENOMEM);
static const int LIBAV_ERROR_INVALID_DATA = AVERROR_INVALIDDATA;
static const int64_t LIBAV_NO_TIMESTAMP = AV_NOPTS_VALUE;
