// The functions themselves, each a forward to the library's own.
#include "CLibAV.h"
#include "Libraries.h"

#define FORWARD(library, result, name, parameters, arguments) \
    QUORUM_FORWARD(&quorum_libav[library], result, name, parameters, arguments)

FORWARD(avutil, void, av_log_set_level, (int level), (level))
FORWARD(avutil, int, av_strerror, (int error, char *text, size_t room), (error, text, room))
FORWARD(avutil, int, av_dict_set,
    (AVDictionary **options, const char *key, const char *value, int flags), (options, key, value, flags))
FORWARD(avutil, void, av_dict_free, (AVDictionary **options), (options))
FORWARD(avutil, AVFrame *, av_frame_alloc, (void), ())
FORWARD(avutil, void, av_frame_free, (AVFrame **frame), (frame))
FORWARD(avutil, void, av_frame_unref, (AVFrame *frame), (frame))
FORWARD(avutil, enum AVSampleFormat, av_get_packed_sample_fmt, (enum AVSampleFormat format), (format))
FORWARD(avutil, void, av_channel_layout_default, (AVChannelLayout *layout, int channels), (layout, channels))
FORWARD(avutil, int, av_channel_layout_copy, (AVChannelLayout *to, const AVChannelLayout *from), (to, from))
FORWARD(avutil, void, av_channel_layout_uninit, (AVChannelLayout *layout), (layout))

FORWARD(swresample, int, swr_alloc_set_opts2,
    (SwrContext **resampler, AVChannelLayout *to, enum AVSampleFormat to_format, int to_rate, AVChannelLayout *from,
     enum AVSampleFormat from_format, int from_rate, int log_offset, void *log),
    (resampler, to, to_format, to_rate, from, from_format, from_rate, log_offset, log))
FORWARD(swresample, int, swr_init, (SwrContext *resampler), (resampler))
FORWARD(swresample, void, swr_free, (SwrContext **resampler), (resampler))
FORWARD(swresample, int, swr_set_matrix,
    (SwrContext *resampler, const double *matrix, int stride), (resampler, matrix, stride))
FORWARD(swresample, int, swr_get_out_samples, (SwrContext *resampler, int samples), (resampler, samples))
FORWARD(swresample, int, swr_convert,
    (SwrContext *resampler, uint8_t **to, int room, const uint8_t **from, int samples),
    (resampler, to, room, from, samples))

FORWARD(avcodec, AVPacket *, av_packet_alloc, (void), ())
FORWARD(avcodec, void, av_packet_free, (AVPacket **packet), (packet))
FORWARD(avcodec, void, av_packet_unref, (AVPacket *packet), (packet))
FORWARD(avcodec, AVCodecContext *, avcodec_alloc_context3, (const AVCodec *codec), (codec))
FORWARD(avcodec, void, avcodec_free_context, (AVCodecContext **decoder), (decoder))
FORWARD(avcodec, int, avcodec_parameters_to_context,
    (AVCodecContext *decoder, const AVCodecParameters *parameters), (decoder, parameters))
FORWARD(avcodec, int, avcodec_open2,
    (AVCodecContext *decoder, const AVCodec *codec, AVDictionary **options), (decoder, codec, options))
FORWARD(avcodec, int, avcodec_send_packet, (AVCodecContext *decoder, const AVPacket *packet), (decoder, packet))
FORWARD(avcodec, int, avcodec_receive_frame, (AVCodecContext *decoder, AVFrame *frame), (decoder, frame))

FORWARD(avformat, int, avformat_open_input,
    (AVFormatContext **file, const char *url, const AVInputFormat *format, AVDictionary **options),
    (file, url, format, options))
FORWARD(avformat, void, avformat_close_input, (AVFormatContext **file), (file))
FORWARD(avformat, int, avformat_find_stream_info, (AVFormatContext *file, AVDictionary **options), (file, options))
FORWARD(avformat, int, av_find_best_stream,
    (AVFormatContext *file, enum AVMediaType type, int wanted, int related, const AVCodec **decoder, int flags),
    (file, type, wanted, related, decoder, flags))
FORWARD(avformat, int, av_read_frame, (AVFormatContext *file, AVPacket *packet), (file, packet))
FORWARD(avformat, int64_t, avio_size, (AVIOContext *io), (io))
FORWARD(avformat, int64_t, avio_seek, (AVIOContext *io, int64_t offset, int whence), (io, offset, whence))
