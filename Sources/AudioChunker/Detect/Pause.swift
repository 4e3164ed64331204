/// A stretch without speech.
struct Pause: Sendable, Equatable {
    /// Frames of 10 ms.
    var frames: Range<Int>
    /// Decibels from the mean level within the pause up to the speech level around it.
    var depth: Float
    /// How improbable speech is where it is least probable; nil where the model was not asked.
    var certainty: Double?

    var seconds: Double { Double(frames.count) / Double(BandLevels.framesPerSecond) }

    /// 0...1: how sure it is that nobody speaks here. Long and deep pauses are sure.
    var confidence: Double {
        let length = seconds / (seconds + 0.25)
        let contrast = Double(max(0, depth)) / (Double(max(0, depth)) + 6)
        guard let certainty else { return length * contrast }
        let weight = SpeechReviewParameters().weight
        return length * certainty * (weight + (1 - weight) * contrast)
    }

    /// The pauses of at least `least` seconds that are settled with a stretch, in time order; their frames are indices into
    /// its activity.
    static func all(in stretch: DetectedStretch, least: Double) -> [Pause] {
        let shortest = max(1, ActivityDetector.frames(least))
        let activity = stretch.activity
        return Runs(of: false, in: stretch.isSpeech).compactMap { run in
            guard run.count >= shortest else { return nil }
            var contrast: Float = 0
            var spread: Float = 0
            for frame in run {
                contrast += activity.range[frame] - activity.excess[frame]
                spread = max(spread, activity.range[frame])
            }
            // Where nothing stands out for a long time there is hardly speech, but no contrast proves it.
            let depth = spread == 0 ? 12 : contrast / Float(run.count)
            return Pause(
                frames: run, depth: depth,
                certainty: activity.track.map { track in
                    1 - Double(run.lazy.map(track.probability(ofFrame:)).min() ?? 1)
                })
        }
    }

    /// One with what follows on it.
    func joined(_ next: Pause) -> Pause {
        let (own, other) = (Float(frames.count), Float(next.frames.count))
        return Pause(
            frames: frames.lowerBound..<next.frames.upperBound,
            depth: (depth * own + next.depth * other) / (own + other),
            certainty: certainty.map { max($0, next.certainty ?? 0) })
    }
}
