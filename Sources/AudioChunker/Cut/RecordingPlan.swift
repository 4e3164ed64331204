import QuorumCore

/// A chunk that is to be written.
struct PlannedChunk: Sendable, Equatable {
    /// Samples of the decoded stream.
    let samples: Range<Int64>
    let cut: CutKind
    var cutPause: Double
    let confidence: Double
}

/// Cuts a recording while it is being decoded: every sample is in exactly one chunk.
struct RecordingPlan {
    /// Reads samples of the recording as 16-bit mono, to place cuts exactly.
    typealias Reader = (Range<Int64>) throws(ChunkingError) -> [Int16]

    /// The chunks that are certain, in time order.
    private(set) var chunks: [PlannedChunk] = []
    /// Every pause of the least length or longer, in the recording's frames.
    private(set) var pauses: [Pause] = []
    /// Whether each frame is speech.
    private(set) var isSpeech = FrameFlags()

    private let settings: ChunkingSettings
    private let leastPause: Double
    private let sampleRate: Int
    private var planner: CutPlanner
    private let refiner: CutRefiner
    /// The first sample of the next chunk.
    private var start: Int64 = 0

    /// - Parameter leastPause: seconds; shorter pauses are not noted, whether they are cut at or not.
    init(_ settings: ChunkingSettings, leastPause: Double, sampleRate: Int) {
        let slack = min(0.01, settings.maximum / 50)
        self.settings = settings
        self.leastPause = leastPause
        self.sampleRate = sampleRate
        planner = CutPlanner(settings, slack: slack)
        refiner = CutRefiner(sampleRate: sampleRate, slack: slack)
    }

    /// Takes in the next stretch.
    ///
    /// - Parameter sampleCount: how many samples can be read.
    mutating func take(_ stretch: DetectedStretch, sampleCount: Int64, _ read: Reader) throws(ChunkingError) {
        isSpeech.append(contentsOf: stretch.isSpeech)
        note(Pause.all(in: stretch, least: leastPause), from: stretch.first)
        for candidate in CutProposer(stretch: stretch, settings: settings).candidates() { planner.add(candidate) }
        try cut(planner.settle(), sampleCount, read)
    }

    /// Cuts what is left; call once, after the last stretch.
    mutating func finish(sampleCount: Int64, _ read: Reader) throws(ChunkingError) {
        try cut(planner.finish(frameCount: max(1, isSpeech.count)), sampleCount, read)
        chunks.append(PlannedChunk(samples: start..<sampleCount, cut: .end, cutPause: 0, confidence: 1))
        measureCutPauses()
    }

    /// Gives cuts in a silence of several parts its whole length.
    private mutating func measureCutPauses() {
        var next = pauses[...]
        for index in chunks.indices where chunks[index].cut == .pause {
            let frame = SpeechFrames.frame(of: chunks[index].samples.upperBound, sampleRate)
            while let pause = next.first, pause.frames.upperBound <= frame { next.removeFirst() }
            if let pause = next.first, pause.frames.contains(frame), pause.seconds > chunks[index].cutPause {
                chunks[index].cutPause = pause.seconds
            }
        }
    }

    private mutating func note(_ found: [Pause], from first: Int) {
        for var pause in found {
            pause.frames = first + pause.frames.lowerBound..<first + pause.frames.upperBound
            if let last = pauses.last, last.frames.upperBound == pause.frames.lowerBound {
                pauses[pauses.count - 1] = last.joined(pause)
            } else {
                pauses.append(pause)
            }
        }
    }

    private mutating func cut(_ cuts: [CutCandidate], _ sampleCount: Int64, _ read: Reader) throws(ChunkingError) {
        for cut in cuts {
            let middle = refiner.middle(ofFrame: cut.frame)
            let from = max(0, middle - Int64(2 * refiner.reach + 1))
            let around = try read(from..<min(sampleCount, middle + Int64(2 * refiner.reach + 1)))
            let end = from + Int64(refiner.refine(around, centre: Int(middle - from)))
            guard end > start, end < sampleCount else { continue }
            chunks.append(
                PlannedChunk(samples: start..<end, cut: cut.kind, cutPause: cut.pause, confidence: cut.confidence))
            start = end
        }
    }
}
