import CLibAV

/// Turns decoded frames into interleaved samples with libswresample, exactly as `ffmpeg -ac 1 -f s16le` does for a mix.
///
/// - 16-bit mono passes unchanged.
/// - Integers deeper than 16 bits stay so: 24 bits are stored, as `ffmpeg -c:a pcm_s24le` does. Where the source's own
///   depth is reduced, to 16 bits by wish or from 32 to 24, `DepthReducer` adds its noise.
/// - Float, which lossy codecs give, is scaled by 32768, rounded to the nearest, and clipped, without noise.
/// - Several channels are mixed by their layout's weights, for stereo (left + right) / 2.
/// - The rate stays the source's unless another was asked for; a stream that changes its rate or channels keeps its first.
final class SampleConverter {
    typealias Sink = (UnsafeRawBufferPointer) throws(ChunkingError) -> Void

    private struct Input: Equatable {
        let format: Int32
        let rate: Int32
        let channels: Int32
        let mask: UInt64
    }

    private let path: String
    private let choice: ChannelChoice
    private let depth: BitDepth?
    private var resampler: OpaquePointer?
    private var input: Input?
    private var buffer: UnsafeMutableRawPointer
    private var capacity = 1 << 15
    /// What libswresample gives: all channels, unless they are mixed.
    private var converted = SampleLayout()
    private var reducer: DepthReducer?
    /// The rate of the samples given out; known from the first frame on, as is the layout.
    private(set) var outputRate: Int32
    private(set) var layout: SampleLayout?

    /// - Parameters:
    ///   - rate: the rate to convert to, or nil to keep the source's.
    ///   - depth: nil for 24 bits where the source has more than 16, else 16.
    init(path: String, rate: Int32?, channels choice: ChannelChoice = .mix, depth: BitDepth? = .sixteen) {
        self.path = path
        self.choice = choice
        self.depth = depth
        outputRate = rate ?? 0
        buffer = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit {
        swr_free(&resampler)
        buffer.deallocate()
    }

    /// - Parameter rawBits: how many bits of a decoded integer the source filled; 0 for all.
    func convert(_ frame: UnsafeMutablePointer<AVFrame>, rawBits: Int32, into sink: Sink) throws(ChunkingError) {
        let count = frame.pointee.nb_samples
        guard count > 0 else { return }
        let given = frame.pointee.ch_layout
        let mask = given.order == AV_CHANNEL_ORDER_NATIVE ? given.u.mask : 0
        let found = Input(
            format: frame.pointee.format, rate: frame.pointee.sample_rate, channels: given.nb_channels, mask: mask)
        if found != input {
            try flush(into: sink)
            if layout == nil { try settle(found, rawBits) }
            try configure(found, given)
        }
        guard let resampler else {
            let samples = UnsafeRawPointer(frame.pointee.extended_data[0]!)
            return try sink(UnsafeRawBufferPointer(start: samples, count: Int(count) * 2))
        }
        let planes = UnsafeMutableRawPointer(frame.pointee.extended_data!)
            .assumingMemoryBound(to: UnsafePointer<UInt8>?.self)
        try give(resampler, planes, count, into: sink)
    }

    /// Gives out what the resampler still holds back.
    func flush(into sink: Sink) throws(ChunkingError) {
        guard let resampler, input?.rate != outputRate else { return }
        try give(resampler, nil, 0, into: sink)
    }

    private func give(
        _ resampler: OpaquePointer, _ planes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int32,
        into sink: Sink
    ) throws(ChunkingError) {
        let room = Int(swr_get_out_samples(resampler, count))
        if room * converted.bytesPerFrame > capacity {
            buffer.deallocate()
            capacity = room * converted.bytesPerFrame
            buffer = .allocate(byteCount: capacity, alignment: 16)
        }
        var target: UnsafeMutablePointer<UInt8>? = buffer.assumingMemoryBound(to: UInt8.self)
        let written = swr_convert(resampler, &target, Int32(capacity / converted.bytesPerFrame), planes, count)
        guard written >= 0 else { throw failure(written) }
        guard written > 0 else { return }
        try sink(UnsafeRawBufferPointer(start: buffer, count: finish(frames: Int(written))))
    }

    /// Picks the channel and lowers the depth in place.
    ///
    /// - Returns: how many bytes are left.
    private func finish(frames: Int) -> Int {
        let channels = converted.channels
        if case .one(let channel) = choice, channels > 1 {
            switch converted.depth {
            case .sixteen:
                let samples = buffer.assumingMemoryBound(to: Int16.self)
                for frame in 0..<frames { samples[frame] = samples[frame * channels + channel] }
            case .twentyFour:
                let samples = buffer.assumingMemoryBound(to: Int32.self)
                for frame in 0..<frames { samples[frame] = samples[frame * channels + channel] }
            }
        }
        let kept = layout ?? converted
        let count = frames * kept.channels
        guard converted.depth == .twentyFour, reducer != nil else { return frames * kept.bytesPerFrame }
        let deep = buffer.assumingMemoryBound(to: Int32.self)
        reducer?.reduce(UnsafeMutableBufferPointer(start: deep, count: count))
        if kept.depth == .sixteen {
            let narrow = buffer.assumingMemoryBound(to: Int16.self)
            for index in 0..<count { narrow[index] = Int16(deep[index] >> 16) }
        }
        return frames * kept.bytesPerFrame
    }

    /// Decides from the first frame what is given out.
    private func settle(_ found: Input, _ rawBits: Int32) throws(ChunkingError) {
        let format = av_get_packed_sample_fmt(AVSampleFormat(rawValue: found.format))
        let isInteger = format == AV_SAMPLE_FMT_S32 || format == AV_SAMPLE_FMT_S64
        let held = isInteger ? (rawBits > 0 ? Int(rawBits) : 32) : 16
        let kept = depth ?? (held > 16 ? .twentyFour : .sixteen)
        if isInteger, held > kept.rawValue { reducer = DepthReducer(to: kept) }

        switch choice {
        case .mix: converted.channels = 1
        case .split: converted.channels = Int(found.channels)
        case .one(let channel):
            guard channel < Int(found.channels) else {
                let last = found.channels - 1
                throw ChunkingError(
                    .invalidSettings, path: path,
                    "there is no channel \(channel): its channels are \(last == 0 ? "0 alone" : "0 to \(last)")",
                    remedy: "name one of them, or mix them")
            }
            converted.channels = Int(found.channels)
        }
        converted.depth = kept == .twentyFour || reducer != nil ? .twentyFour : .sixteen
        layout = SampleLayout(channels: choice == .split ? converted.channels : 1, depth: kept)
    }

    private func configure(_ found: Input, _ source: AVChannelLayout) throws(ChunkingError) {
        swr_free(&resampler)
        input = found
        if outputRate == 0 { outputRate = found.rate }
        let sixteenBit = found.format == AV_SAMPLE_FMT_S16.rawValue || found.format == AV_SAMPLE_FMT_S16P.rawValue
        if sixteenBit, found.channels == 1, found.rate == outputRate, converted == SampleLayout() { return }

        var (from, target, given) = (AVChannelLayout(), AVChannelLayout(), source)
        defer {
            av_channel_layout_uninit(&from)
            av_channel_layout_uninit(&target)
        }
        if given.order == AV_CHANNEL_ORDER_UNSPEC {
            av_channel_layout_default(&from, found.channels)
        } else {
            av_channel_layout_copy(&from, &given)
        }
        if converted.channels == Int(found.channels), converted.channels > 1 {
            av_channel_layout_copy(&target, &from)
        } else {
            av_channel_layout_default(&target, Int32(converted.channels))
        }
        let format = converted.depth == .sixteen ? AV_SAMPLE_FMT_S16 : AV_SAMPLE_FMT_S32
        let status = swr_alloc_set_opts2(
            &resampler, &target, format, outputRate, &from, AVSampleFormat(rawValue: found.format), found.rate, 0, nil)
        guard status >= 0, let resampler else { throw failure(status) }
        if from.order == AV_CHANNEL_ORDER_UNSPEC, converted.channels == 1 {
            // No layout is known for so many channels: all weigh the same.
            let weights = [Double](repeating: 1 / Double(found.channels), count: Int(found.channels))
            swr_set_matrix(resampler, weights, found.channels)
        }
        let opened = swr_init(resampler)
        guard opened >= 0 else { throw failure(opened) }
    }

    private func failure(_ status: Int32) -> ChunkingError {
        ChunkingError(
            .undecodable, path: path, "its samples can't be converted (\(LibAV.message(status)))",
            remedy: "export it as a WAV or FLAC file with one or two channels")
    }
}
