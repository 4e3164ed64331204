import QuorumCore

/// Plans the chunks of what is decoded so far, again and again, and has those written that are certain.
struct EarlyPlanner {
    /// Chunks are planned whenever so many seconds more are decoded.
    static let interval = 600
    /// Sound to either side of the planned stretch, in seconds, so that its plan is that of the whole.
    static let margin = 120
    /// A frame that begins a stretch is a multiple of this: there a sample, a frame and a window of the speech model begin
    /// together at every sample rate.
    private static let alignment = 4 * BandLevels.framesPerSecond

    let chunks: EarlyChunks
    private let settings: ChunkingSettings
    private var nextFrame = (Self.interval + Self.margin) * BandLevels.framesPerSecond
    /// The end of the last chunk that was given to be written.
    private var settled: Int64 = 0

    init(_ chunks: EarlyChunks, settings: ChunkingSettings) {
        self.chunks = chunks
        self.settings = settings
    }

    mutating func plan(
        _ analyser: borrowing BandAnalyser, _ scorer: SpeechScorer?, _ spool: SampleSpool, _ layout: SampleLayout
    ) throws(ChunkingError) {
        guard analyser.frameCount >= nextFrame else { return }
        nextFrame += Self.interval * BandLevels.framesPerSecond
        let rate = chunks.rate
        let margin = Int64(Self.margin * rate)
        let first = SpeechFrames.frame(of: max(0, settled - margin), rate) / Self.alignment * Self.alignment
        let offset = BandLevels.firstSample(ofFrame: first, rate: rate)
        let levels = analyser.levels(from: first)
        let speech = scorer?.track(from: first * SpeechModel.sampleRate / 100 / SpeechModel.windowLength)
        let plan = try ChunkPlan(levels, speech: speech, settings: settings) { (range) throws(ChunkingError) in
            try spool.mono(range.lowerBound + offset..<range.upperBound + offset, layout)
        }
        let frames = SpeechFrames(first: first, isSpeech: plan.activity.isSpeech)
        let end = offset + levels.sampleCount - margin
        for chunk in plan.chunks {
            let samples = chunk.samples.lowerBound + offset..<chunk.samples.upperBound + offset
            guard samples.lowerBound >= settled, samples.upperBound <= end else { continue }
            chunks.add(samples, frames)
            settled = samples.upperBound
        }
    }
}
