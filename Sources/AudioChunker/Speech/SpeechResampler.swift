import CLibAV

/// Brings 16-bit mono samples of any rate to floats of 16 kHz; the result does not depend on the blocks.
final class SpeechResampler {
    private let path: String
    private var resampler: OpaquePointer?
    private var block: [Float] = []

    init(path: String, rate: Int) throws(ChunkingError) {
        self.path = path
        guard rate != SpeechModel.sampleRate else { return }
        try LibAV.load(for: path)
        var (from, to) = (AVChannelLayout(), AVChannelLayout())
        av_channel_layout_default(&from, 1)
        av_channel_layout_default(&to, 1)
        var status = swr_alloc_set_opts2(
            &resampler, &to, AV_SAMPLE_FMT_FLT, Int32(SpeechModel.sampleRate), &from, AV_SAMPLE_FMT_S16, Int32(rate), 0,
            nil)
        if status >= 0 { status = swr_init(resampler) }
        guard status >= 0 else { throw failure(status) }
    }

    // At 16 kHz nothing is resampled and FFmpeg may not be loaded.
    deinit { if resampler != nil { swr_free(&resampler) } }

    func process(
        _ samples: UnsafeBufferPointer<Int16>, into sink: (UnsafeBufferPointer<Float>) -> Void
    ) throws(ChunkingError) {
        guard resampler == nil else {
            return try convert(UnsafeRawPointer(samples.baseAddress), Int32(samples.count), into: sink)
        }
        reserve(samples.count)
        for (index, sample) in samples.enumerated() { block[index] = Float(sample) * (1 / 32768) }
        block.withUnsafeBufferPointer { sink(UnsafeBufferPointer(rebasing: $0.prefix(samples.count))) }
    }

    /// Gives out what is still held back.
    func finish(into sink: (UnsafeBufferPointer<Float>) -> Void) throws(ChunkingError) {
        if resampler != nil { try convert(nil, 0, into: sink) }
    }

    private func convert(
        _ samples: UnsafeRawPointer?, _ count: Int32, into sink: (UnsafeBufferPointer<Float>) -> Void
    ) throws(ChunkingError) {
        reserve(Int(swr_get_out_samples(resampler, count)))
        let written = block.withUnsafeMutableBytes { bytes in
            var source = samples?.assumingMemoryBound(to: UInt8.self)
            var target = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
            let room = Int32(bytes.count / MemoryLayout<Float>.size)
            return samples == nil
                ? swr_convert(resampler, &target, room, nil, 0)
                : swr_convert(resampler, &target, room, &source, count)
        }
        guard written >= 0 else { throw failure(written) }
        block.withUnsafeBufferPointer { sink(UnsafeBufferPointer(rebasing: $0.prefix(Int(written)))) }
    }

    private func reserve(_ count: Int) {
        if block.count < count { block.append(contentsOf: repeatElement(0, count: count - block.count)) }
    }

    private func failure(_ status: Int32) -> ChunkingError {
        ChunkingError(
            .undecodable, path: path, "its samples can't be brought to 16 kHz (\(LibAV.message(status)))",
            remedy: "use --detector energy, or export it at 16 kHz or more")
    }
}
