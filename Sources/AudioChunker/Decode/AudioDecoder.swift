import CLibAV

/// What decoding a whole stream found out.
struct DecodedStream: Sendable {
    var timeline: Timeline
    var samples: Int64 = 0
    var channels = 0
    var layout = SampleLayout()
    var sourceRate = 0
    var warnings: [String] = []
    var damage = DamageLog()
}

/// Decodes a media file's audio, packet by packet. Packets that can't be decoded are noted and passed over.
///
/// The decoder drops encoder priming and padding as the container says, so the samples are those ffmpeg gives.
final class AudioDecoder {
    typealias Sink = (_ samples: consuming [UInt8], _ layout: SampleLayout, _ rate: Int) throws(ChunkingError) -> Void

    /// Frames hold as little as twenty milliseconds; samples are handed on in blocks of this many bytes or more.
    private static let blockLength = 1 << 17

    private let file: MediaFile
    private let converter: SampleConverter
    private var codec: UnsafeMutablePointer<AVCodecContext>?
    private var packet: UnsafeMutablePointer<AVPacket>?
    private var frame: UnsafeMutablePointer<AVFrame>?
    private var block: [UInt8] = []
    private var stream = DecodedStream(timeline: Timeline(sampleRate: 1))

    init(
        _ file: MediaFile, rate: Int?, channels: ChannelChoice = .mix, depth: BitDepth? = .sixteen
    ) throws(ChunkingError) {
        self.file = file
        converter = SampleConverter(
            path: file.path, rate: rate.map { Int32(clamping: $0) }, channels: channels, depth: depth)
        codec = avcodec_alloc_context3(file.decoder)
        packet = av_packet_alloc()
        frame = av_frame_alloc()
        guard let codec, packet != nil, frame != nil else {
            throw ChunkingError(
                .outOfMemory, path: file.path, "decoding takes more memory than allowed", remedy: "raise --limit-memory"
            )
        }
        avcodec_parameters_to_context(codec, file.stream.pointee.codecpar)
        codec.pointee.pkt_timebase = file.stream.pointee.time_base
        codec.pointee.thread_count = 1
        let status = avcodec_open2(codec, file.decoder, nil)
        guard status >= 0 else {
            throw ChunkingError(
                .undecodable, path: file.path, "the \(file.codecName) decoder rejects it (\(LibAV.message(status)))",
                remedy: "export it as WAV, FLAC, MP3 or AAC")
        }
    }

    deinit {
        av_frame_free(&frame)
        av_packet_free(&packet)
        avcodec_free_context(&codec)
    }

    /// Decodes to the end, giving whole frames of samples to `sink` in order, in blocks it may keep; call once.
    func run(
        cancellation: Cancellation, progress: (Double) -> Void, into sink: Sink
    ) throws(ChunkingError) -> DecodedStream {
        guard let packet else { return stream }
        var packets = 0
        while true {
            try cancellation.check(file.path)
            let status = av_read_frame(file.context, packet)
            if status == LIBAV_ERROR_AGAIN { continue }
            if status < 0 {
                if status != LIBAV_ERROR_EOF {
                    stream.damage.add(seconds: position, "reading stops: \(LibAV.message(status))")
                }
                break
            }
            if packet.pointee.stream_index == file.stream.pointee.index {
                if packet.pointee.flags & AV_PKT_FLAG_CORRUPT != 0 {
                    stream.damage.add(seconds: position, "the container marks a packet as corrupt")
                }
                try decode(packet, into: sink)
            }
            av_packet_unref(packet)
            packets += 1
            if packets % 64 == 0 { progress(file.readShare) }
        }
        try decode(nil, into: sink)
        try converter.flush { (samples) throws(ChunkingError) in
            try self.pass(samples, to: sink)
        }
        try give(to: sink)
        try conclude()
        return stream
    }

    private func decode(
        _ packet: UnsafeMutablePointer<AVPacket>?, into sink: Sink
    ) throws(ChunkingError) {
        guard let frame, let codec else { return }
        let sent = avcodec_send_packet(codec, packet)
        if sent < 0, sent != LIBAV_ERROR_EOF { try note(sent) }
        while true {
            let status = avcodec_receive_frame(codec, frame)
            if status == LIBAV_ERROR_AGAIN || status == LIBAV_ERROR_EOF { return }
            if status < 0 { return try note(status) }
            if frame.pointee.decode_error_flags != 0 {
                stream.damage.add(seconds: position, "part of a frame was damaged and patched over")
            }
            try placeOnTimeline(frame)
            try converter.convert(frame, rawBits: codec.pointee.bits_per_raw_sample) {
                (samples) throws(ChunkingError) in
                try self.pass(samples, to: sink)
            }
            av_frame_unref(frame)
        }
    }

    private func pass(_ samples: UnsafeRawBufferPointer, to sink: Sink) throws(ChunkingError) {
        if let layout = converter.layout {
            stream.layout = layout
            stream.samples += Int64(samples.count / layout.bytesPerFrame)
        }
        block.append(contentsOf: samples)
        if block.count >= Self.blockLength { try give(to: sink) }
    }

    /// Hands on what has gathered.
    private func give(to sink: Sink) throws(ChunkingError) {
        guard let layout = converter.layout, !block.isEmpty else { return }
        var full: [UInt8] = []
        full.reserveCapacity(2 * Self.blockLength)
        swap(&full, &block)
        try sink(full, layout, Int(converter.outputRate))
    }

    private func placeOnTimeline(_ frame: UnsafeMutablePointer<AVFrame>) throws(ChunkingError) {
        if stream.sourceRate == 0 {
            guard frame.pointee.sample_rate > 0 else { return try note(LIBAV_ERROR_INVALID_DATA) }
            stream.sourceRate = Int(frame.pointee.sample_rate)
            stream.channels = Int(frame.pointee.ch_layout.nb_channels)
            let rate = converter.outputRate == 0 ? frame.pointee.sample_rate : converter.outputRate
            stream.timeline = Timeline(sampleRate: Int(rate))
        }
        let timestamp = frame.pointee.best_effort_timestamp
        guard timestamp != LIBAV_NO_TIMESTAMP else { return }
        let seconds = Double(timestamp) * av_q2d(file.stream.pointee.time_base) - file.startSeconds
        let isAfterDamage = stream.damage.end(seconds: seconds)
        let jump = stream.timeline.note(sample: stream.samples, seconds: seconds, isAfterDamage: isAfterDamage)
        if let jump, stream.warnings.count < 100 {
            let step = (abs(jump) * 1000).rounded() / 1000
            let place = (seconds * 1000).rounded() / 1000
            stream.warnings.append("the timeline jumps \(jump > 0 ? "ahead" : "back") by \(step) s to \(place) s")
        }
    }

    private func note(_ status: Int32) throws(ChunkingError) {
        if status == LIBAV_ERROR_NO_MEMORY {
            throw ChunkingError(
                .outOfMemory, path: file.path, "decoding takes more memory than allowed", remedy: "raise --limit-memory"
            )
        }
        stream.damage.add(seconds: position, LibAV.message(status))
    }

    private var position: Double { stream.timeline.seconds(atEndBefore: stream.samples) }

    private func conclude() throws(ChunkingError) {
        guard stream.samples > 0 else {
            throw ChunkingError(
                .undecodable, path: file.path, "no sound could be decoded from its \(file.codecName) stream",
                remedy: "check that it plays elsewhere and export it again")
        }
        let seconds = Double(stream.samples) / Double(stream.timeline.sampleRate)
        if let promised = file.promisedSeconds, promised - seconds > max(0.5, promised * 0.01) {
            let (had, wanted) = ((seconds * 100).rounded() / 100, (promised * 100).rounded() / 100)
            stream.warnings.append("the file promises \(wanted) s but holds \(had) s of sound: it may be cut off")
        }
    }
}
