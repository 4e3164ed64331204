import CLibAV

/// Turns decoded frames into 16-bit mono samples with libswresample, exactly as `ffmpeg -ac 1 -f s16le` does.
///
/// - 16-bit mono passes unchanged.
/// - Deeper integers keep their upper 16 bits; float is scaled by 32768, rounded to the nearest, and clipped. No dither.
/// - Several channels are mixed by their layout's weights, for stereo (left + right) / 2.
/// - The rate stays the source's unless another was asked for; a stream that changes its rate keeps its first.
final class MonoConverter {
    private struct Input: Equatable {
        let format: Int32
        let rate: Int32
        let channels: Int32
        let mask: UInt64
    }

    private let path: String
    private var resampler: OpaquePointer?
    private var input: Input?
    private var buffer: UnsafeMutablePointer<Int16>
    private var capacity = 8192
    /// The rate of the samples given out; known from the first frame on.
    private(set) var outputRate: Int32

    /// - Parameter rate: the rate to convert to, or nil to keep the source's.
    init(path: String, rate: Int32?) {
        self.path = path
        outputRate = rate ?? 0
        buffer = .allocate(capacity: capacity)
    }

    deinit {
        swr_free(&resampler)
        buffer.deallocate()
    }

    func convert(
        _ frame: UnsafeMutablePointer<AVFrame>,
        into sink: (UnsafeBufferPointer<Int16>) throws(ChunkingError) -> Void
    ) throws(ChunkingError) {
        let count = frame.pointee.nb_samples
        guard count > 0 else { return }
        let layout = frame.pointee.ch_layout
        let mask = layout.order == AV_CHANNEL_ORDER_NATIVE ? layout.u.mask : 0
        let found = Input(
            format: frame.pointee.format, rate: frame.pointee.sample_rate, channels: layout.nb_channels, mask: mask)
        if found != input {
            try flush(into: sink)
            try configure(found, layout: layout)
        }
        guard let resampler else {
            let samples = UnsafeRawPointer(frame.pointee.extended_data[0]!).assumingMemoryBound(to: Int16.self)
            return try sink(UnsafeBufferPointer(start: samples, count: Int(count)))
        }
        let planes = UnsafeMutableRawPointer(frame.pointee.extended_data!)
            .assumingMemoryBound(to: UnsafePointer<UInt8>?.self)
        try give(resampler, planes, count, into: sink)
    }

    /// Gives out what the resampler still holds back.
    func flush(into sink: (UnsafeBufferPointer<Int16>) throws(ChunkingError) -> Void) throws(ChunkingError) {
        guard let resampler, input?.rate != outputRate else { return }
        try give(resampler, nil, 0, into: sink)
    }

    private func give(
        _ resampler: OpaquePointer, _ planes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int32,
        into sink: (UnsafeBufferPointer<Int16>) throws(ChunkingError) -> Void
    ) throws(ChunkingError) {
        let room = Int(swr_get_out_samples(resampler, count))
        if room > capacity {
            buffer.deallocate()
            capacity = room
            buffer = .allocate(capacity: capacity)
        }
        var target: UnsafeMutablePointer<UInt8>? = UnsafeMutableRawPointer(buffer).assumingMemoryBound(to: UInt8.self)
        let written = swr_convert(resampler, &target, Int32(capacity), planes, count)
        guard written >= 0 else { throw failure(written) }
        if written > 0 { try sink(UnsafeBufferPointer(start: buffer, count: Int(written))) }
    }

    private func configure(_ found: Input, layout: AVChannelLayout) throws(ChunkingError) {
        swr_free(&resampler)
        input = found
        if outputRate == 0 { outputRate = found.rate }
        let sixteenBit = found.format == AV_SAMPLE_FMT_S16.rawValue || found.format == AV_SAMPLE_FMT_S16P.rawValue
        if sixteenBit, found.channels == 1, found.rate == outputRate { return }

        var from = AVChannelLayout()
        var mono = AVChannelLayout()
        defer {
            av_channel_layout_uninit(&from)
            av_channel_layout_uninit(&mono)
        }
        var given = layout
        if given.order == AV_CHANNEL_ORDER_UNSPEC {
            av_channel_layout_default(&from, found.channels)
        } else {
            av_channel_layout_copy(&from, &given)
        }
        av_channel_layout_default(&mono, 1)
        let status = swr_alloc_set_opts2(
            &resampler, &mono, AV_SAMPLE_FMT_S16, outputRate, &from, AVSampleFormat(rawValue: found.format), found.rate,
            0, nil)
        guard status >= 0, let resampler else { throw failure(status) }
        if from.order == AV_CHANNEL_ORDER_UNSPEC {
            // No layout is known for so many channels: all weigh the same.
            let weights = [Double](repeating: 1 / Double(found.channels), count: Int(found.channels))
            swr_set_matrix(resampler, weights, found.channels)
        }
        let opened = swr_init(resampler)
        guard opened >= 0 else { throw failure(opened) }
    }

    private func failure(_ status: Int32) -> ChunkingError {
        ChunkingError(
            .undecodable, path: path, "its samples can't be converted to 16-bit mono (\(libAVMessage(status)))",
            remedy: "export it as a WAV or FLAC file with one or two channels")
    }
}
