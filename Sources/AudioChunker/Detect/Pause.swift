/// A stretch without speech.
struct Pause: Sendable, Equatable {
    /// Frames of 10 ms.
    let frames: Range<Int>
    /// Decibels from the mean level within the pause up to the speech level around it.
    let depth: Float
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

    /// The pauses of at least `least` seconds, in time order.
    static func all(in activity: Activity, least: Double) -> [Pause] {
        let shortest = max(1, ActivityDetector.frames(least))
        return Runs(of: false, in: activity.isSpeech).compactMap { run in
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
}
