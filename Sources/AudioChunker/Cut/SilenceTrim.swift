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
        _ chunks: [PlannedChunk], _ activity: Activity, rate: Int, sampleCount: Int64
    ) -> (kept: [PlannedChunk], dropped: [Range<Int64>]) {
        let silences = Pause.all(in: activity, least: seconds).compactMap { pause -> (Range<Int64>, Pause)? in
            let margin = ActivityDetector.frames(Self.margin)
            let isFirst = pause.frames.lowerBound == 0
            let isLast = pause.frames.upperBound >= activity.frameCount
            let start = isFirst ? 0 : BandLevels.firstSample(ofFrame: pause.frames.lowerBound + margin, rate: rate)
            let end =
                isLast ? sampleCount : BandLevels.firstSample(ofFrame: pause.frames.upperBound - margin, rate: rate)
            return start < end ? (start..<end, pause) : nil
        }
        var kept: [PlannedChunk] = []
        for chunk in chunks {
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
        if !silences.isEmpty { kept.removeAll { !hasSpeech($0, activity, rate) } }
        return (kept, gaps(between: kept, sampleCount))
    }

    private func hasSpeech(_ chunk: PlannedChunk, _ activity: Activity, _ rate: Int) -> Bool {
        let first = Int(chunk.samples.lowerBound * Int64(BandLevels.framesPerSecond) / Int64(rate))
        let last = Int((chunk.samples.upperBound - 1) * Int64(BandLevels.framesPerSecond) / Int64(rate))
        return activity.isSpeech[min(first, activity.frameCount)..<min(last + 1, activity.frameCount)].contains(true)
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
