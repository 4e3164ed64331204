import QuorumCore

/// A chunk that is to be written.
struct PlannedChunk: Sendable, Equatable {
    /// Samples of the decoded stream.
    let samples: Range<Int64>
    let cut: CutKind
    let cutPause: Double
    let confidence: Double
}

/// Cuts a whole recording: every sample is in exactly one chunk.
struct ChunkPlan {
    let activity: Activity
    let chunks: [PlannedChunk]

    /// - Parameter samples: reads samples of the recording, to place cuts exactly.
    init(
        _ levels: BandLevels, speech: SpeechTrack?, settings: ChunkingSettings,
        samples: (Range<Int64>) throws(ChunkingError) -> [Int16]
    ) throws(ChunkingError) {
        let slack = min(0.01, settings.maximum / 50)
        var activity = ActivityDetector().detect(levels)
        if let speech { activity = SpeechReview(speech).review(activity) }
        let edges = PauseEdges(levels: levels, speech: activity.speechLevels, track: speech)
        activity.isSpeech = edges.sharpened(activity.isSpeech)
        self.activity = activity
        let candidates = CutProposer(activity: activity, settings: settings).candidates()
        let planner = CutPlanner(settings, slack: slack)
        let chosen = planner.plan(candidates, frameCount: max(1, levels.frameCount))
        let refiner = CutRefiner(sampleRate: levels.sampleRate, slack: slack)

        var chunks: [PlannedChunk] = []
        var start: Int64 = 0
        for cut in chosen {
            let middle = refiner.middle(ofFrame: cut.frame)
            let from = max(0, middle - Int64(2 * refiner.reach + 1))
            let around = try samples(from..<min(levels.sampleCount, middle + Int64(2 * refiner.reach + 1)))
            let end = from + Int64(refiner.refine(around, centre: Int(middle - from)))
            guard end > start, end < levels.sampleCount else { continue }
            chunks.append(
                PlannedChunk(samples: start..<end, cut: cut.kind, cutPause: cut.pause, confidence: cut.confidence))
            start = end
        }
        chunks.append(PlannedChunk(samples: start..<levels.sampleCount, cut: .end, cutPause: 0, confidence: 1))
        self.chunks = chunks
    }
}
