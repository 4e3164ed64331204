import QuorumCore

/// Leaves long stretches without speech out of planned chunks.
struct SilenceTrim {
    /// The shortest stretch that can be left out, in seconds.
    static let least = 1.0
    /// What stays of it beside speech: soft ends of words, a breath.
    static let margin = 0.25

    /// Stretches at least this long go.
    let seconds: Double

    /// - Returns: what is left of the chunks, and what is in none of them; both in time order. A chunk in two pieces
    ///   becomes two, and what is left of it between two dropped stretches may be shorter than the shortest chunk.
    func divide(
        _ plan: RecordingPlan, rate: Int, sampleCount: Int64
    ) -> (kept: [PlannedChunk], dropped: [Range<Int64>]) {
        let silences = plan.pauses.compactMap { pause -> (Range<Int64>, Pause)? in
            guard pause.seconds >= seconds else { return nil }
            let margin = ActivityDetector.frames(Self.margin)
            let isFirst = pause.frames.lowerBound == 0
            let isLast = pause.frames.upperBound >= plan.isSpeech.count
            let start = isFirst ? 0 : BandLevels.firstSample(ofFrame: pause.frames.lowerBound + margin, rate: rate)
            let end =
                isLast ? sampleCount : BandLevels.firstSample(ofFrame: pause.frames.upperBound - margin, rate: rate)
            return start < end ? (start..<end, pause) : nil
        }
        var kept: [PlannedChunk] = []
        for chunk in plan.chunks {
            var start = chunk.samples.lowerBound
            for (silence, pause) in silences where silence.overlaps(chunk.samples) {
                if start < silence.lowerBound {
                    kept.append(
                        PlannedChunk(
                            samples: start..<silence.lowerBound, cut: .pause, cutPause: pause.seconds,
                            confidence: pause.confidence))
                }
                start = max(start, silence.upperBound)
            }
            if start < chunk.samples.upperBound {
                kept.append(
                    PlannedChunk(
                        samples: start..<chunk.samples.upperBound, cut: chunk.cut, cutPause: chunk.cutPause,
                        confidence: chunk.confidence))
            }
        }
        if !silences.isEmpty { kept.removeAll { !hasSpeech($0, plan.isSpeech, rate) } }
        return (kept, gaps(between: kept, sampleCount))
    }

    private func hasSpeech(_ chunk: PlannedChunk, _ isSpeech: FrameFlags, _ rate: Int) -> Bool {
        let first = SpeechFrames.frame(of: chunk.samples.lowerBound, rate)
        return (first...SpeechFrames.frame(of: chunk.samples.upperBound - 1, rate)).contains { isSpeech[$0] }
    }

    private func gaps(between kept: [PlannedChunk], _ sampleCount: Int64) -> [Range<Int64>] {
        var gaps: [Range<Int64>] = []
        var end: Int64 = 0
        for chunk in kept {
            if chunk.samples.lowerBound > end { gaps.append(end..<chunk.samples.lowerBound) }
            end = chunk.samples.upperBound
        }
        if sampleCount > end { gaps.append(end..<sampleCount) }
        return gaps
    }
}
