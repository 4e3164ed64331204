/// Runs the speech model over a stream in blocks of any size; the result does not depend on the blocks.
final class SpeechScorer {
    private let resampler: SpeechResampler
    private let encoder: SpeechEncoder
    private let memory: SpeechMemory
    /// The last samples of the block before, then the block.
    private let block = FloatBuffer(SpeechEncoder.context + SpeechEncoder.windows * SpeechModel.windowLength)
    private var filled = SpeechEncoder.context
    private var probabilities: [Float] = []

    init(_ model: SpeechModel, path: String, rate: Int) throws(ChunkingError) {
        resampler = try SpeechResampler(path: path, rate: rate)
        encoder = SpeechEncoder(model)
        memory = SpeechMemory(model)
    }

    func process(_ samples: UnsafeBufferPointer<Int16>) throws(ChunkingError) {
        try resampler.process(samples, into: fill)
    }

    /// What is known so far, from a window on.
    func track(from window: Int) -> SpeechTrack {
        SpeechTrack(probabilities: Array(probabilities.dropFirst(window)))
    }

    /// Ends the stream; the last window is filled up with silence.
    func finish() throws(ChunkingError) -> SpeechTrack {
        try resampler.finish(into: fill)
        let rest = filled - SpeechEncoder.context
        if rest > 0 {
            (block.start + filled).update(repeating: 0, count: block.count - filled)
            score(windows: (rest + SpeechModel.windowLength - 1) / SpeechModel.windowLength)
        }
        return SpeechTrack(probabilities: probabilities)
    }

    private func fill(_ samples: UnsafeBufferPointer<Float>) {
        var position = 0
        while position < samples.count {
            let count = min(samples.count - position, block.count - filled)
            (block.start + filled).update(from: samples.baseAddress! + position, count: count)
            filled += count
            position += count
            if filled == block.count { score(windows: SpeechEncoder.windows) }
        }
    }

    private func score(windows: Int) {
        encoder.encode(block.start)
        for window in 0..<windows {
            probabilities.append(memory.step(encoder.gates.start + window * 4 * SpeechModel.memory))
        }
        block.start.update(from: block.start + block.count - SpeechEncoder.context, count: SpeechEncoder.context)
        filled = SpeechEncoder.context
    }
}
