/// Runs the speech model over a stream in blocks of any size; the result does not depend on the blocks.
final class SpeechScorer {
    private let resampler: SpeechResampler
    private let encoder: SpeechEncoder
    private let memory: SpeechMemory
    private var table: SpeechTable?
    /// The last samples of the block before, then the block.
    private let block = FloatBuffer(SpeechEncoder.context + SpeechEncoder.windows * SpeechModel.windowLength)
    private var filled = SpeechEncoder.context
    /// Of the windows from `firstKept` on.
    private var probabilities: [Float] = []
    private var firstKept = 0

    /// - Parameters:
    ///   - path: what errors call the recording.
    ///   - table: takes down all probabilities.
    init(
        _ model: SpeechModel, path: String, rate: Int, table: consuming SpeechTable? = nil
    ) throws(ChunkingError) {
        self.table = table
        resampler = try SpeechResampler(path: path, rate: rate)
        encoder = SpeechEncoder(model)
        memory = SpeechMemory(model)
    }

    func process(_ samples: UnsafeBufferPointer<Int16>) throws(ChunkingError) {
        try resampler.process(samples, into: fill)
    }

    /// How many windows are scored so far.
    var windowCount: Int { firstKept + probabilities.count }

    /// What is known of windows that are still kept.
    func track(_ windows: Range<Int>) -> SpeechTrack {
        SpeechTrack(
            probabilities: Array(probabilities[windows.lowerBound - firstKept..<windows.upperBound - firstKept]))
    }

    /// Forgets earlier windows.
    func discard(before window: Int) throws(ChunkingError) {
        try table?.add(probabilities.prefix(window - firstKept))
        probabilities.removeFirst(window - firstKept)
        firstKept = window
    }

    /// Ends the stream; the last window is filled up with silence.
    func finish() throws(ChunkingError) {
        try resampler.finish(into: fill)
        let rest = filled - SpeechEncoder.context
        if rest > 0 {
            (block.start + filled).update(repeating: 0, count: block.count - filled)
            score(windows: (rest + SpeechModel.windowLength - 1) / SpeechModel.windowLength)
        }
        try table?.add(probabilities)
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
