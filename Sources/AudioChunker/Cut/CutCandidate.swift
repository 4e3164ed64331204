import QuorumCore

/// A place where the source may be cut.
struct CutCandidate: Sendable, Equatable {
    /// The recording's 10 ms frame to cut in.
    let frame: Int
    /// `pause` or `forced`.
    let kind: CutKind
    /// Length in seconds of the pause it lies in; 0 when forced.
    let pause: Double
    /// 0...1, how sure it is that no speech is cut.
    let confidence: Double
    /// What cutting here costs the plan.
    let cost: Double
}

/// Proposes the quietest places to cut at.
struct CutProposer {
    /// Weight of an uncertain pause against an unwished length.
    static let pauseWeight = 4.0
    /// Cutting through speech costs more than any lengths that pauses allow.
    static let forcedWeight = 50.0
    /// Seconds of a long pause that cuts keep away from the words before and after it.
    static let softEnd = 0.35
    static let softStart = 0.2
    /// Within a long pause there is a candidate this often.
    static let repeatSeconds = 0.5

    let stretch: DetectedStretch
    let settings: ChunkingSettings

    private var activity: Activity { stretch.activity }

    /// Candidates in time order: every pause of the wanted length, and the least bad place of every
    /// hundredth of the longest length, for where no pause comes in time.
    func candidates() -> [CutCandidate] {
        merged(Pause.all(in: stretch, least: settings.pause).flatMap(inside), forced())
    }

    private func inside(_ pause: Pause) -> [CutCandidate] {
        let calm = calmest(pause.frames)
        let places = max(1, calm.count / ActivityDetector.frames(Self.repeatSeconds))
        return (0..<places).compactMap { place in
            let start = calm.lowerBound + place * calm.count / places
            let frame = quietest(in: start..<calm.lowerBound + (place + 1) * calm.count / places)
            guard stretch.first + frame > 0 else { return nil }
            return CutCandidate(
                frame: stretch.first + frame, kind: .pause, pause: pause.seconds, confidence: pause.confidence,
                cost: Self.pauseWeight * (1 - pause.confidence))
        }
    }

    /// What of a pause keeps clear of words: in noise their soft ends are not heard, nor, rarer, their beginnings.
    private func calmest(_ pause: Range<Int>) -> Range<Int> {
        // At the ends of the recording, and where a long silence is in two, there are no words.
        let isFirst =
            pause.lowerBound == stretch.places.lowerBound
            && (stretch.frames.lowerBound == 0 || stretch.continuesSilence)
        let isLast = pause.upperBound == stretch.places.upperBound
        let before = min(0.4 * Double(pause.count), Double(ActivityDetector.frames(Self.softEnd)))
        let after = min(0.3 * Double(pause.count), Double(ActivityDetector.frames(Self.softStart)))
        return pause.lowerBound + (isFirst ? 0 : Int(before))..<pause.upperBound - (isLast ? 0 : Int(after))
    }

    private func forced() -> [CutCandidate] {
        let cell = max(1, Int(settings.maximum * Double(BandLevels.framesPerSecond) / 100))
        let begin = max(1, stretch.frames.lowerBound)
        return stride(from: (begin - 1) / cell * cell + 1, to: stretch.frames.upperBound, by: cell).map { start in
            let (low, high) = (max(begin, start), min(start + cell, stretch.frames.upperBound))
            let frame = quietest(in: low - stretch.first..<high - stretch.first)
            let loudness = loudnessShare(frame)
            let stillness = stillness(around: frame)
            return CutCandidate(
                frame: stretch.first + frame, kind: .forced, pause: 0,
                confidence: 0.2 * (1 - loudness) + 0.2 * stillness,
                cost: Self.forcedWeight * (2 + loudness - stillness))
        }
    }

    /// 0...1: how much a frame sounds like the speech around it.
    private func loudnessShare(_ frame: Int) -> Double {
        let range = activity.range[frame]
        let share = range > 0 ? Double(min(1, max(0, activity.excess[frame] / range))) : 0
        guard let track = activity.track else { return share }
        return (share + Double(track.probability(ofFrame: frame))) / 2
    }

    /// 0...1: how long the stretch without speech around a frame is, against the shortest pause.
    private func stillness(around frame: Int) -> Double {
        let enough = max(1, ActivityDetector.frames(settings.pause))
        var (low, high) = (frame, frame)
        while low >= 0, high - low < enough, !activity.isSpeech[low] { low -= 1 }
        while high < activity.frameCount, high - low < enough, !activity.isSpeech[high] { high += 1 }
        return min(1, Double(max(0, high - low - 1)) / Double(enough))
    }

    /// The frame that stands out least; the middle one of several.
    private func quietest(in range: Range<Int>) -> Int {
        let range = range.isEmpty ? range.lowerBound..<range.lowerBound + 1 : range
        let middle = (range.lowerBound + range.upperBound - 1) / 2
        var best = middle
        var least = loudness(middle)
        for frame in range {
            let found = loudness(frame)
            if found < least || found == least && abs(frame - middle) < abs(best - middle) {
                (best, least) = (frame, found)
            }
        }
        return best
    }

    /// Decibels above the noise, and more the more probable speech is.
    private func loudness(_ frame: Int) -> Float {
        let probability = activity.track?.probability(ofFrame: frame) ?? 0
        return activity.excess[frame] + Float(SpeechReviewParameters().loudness) * probability
    }

    private func merged(_ pauses: [CutCandidate], _ forced: [CutCandidate]) -> [CutCandidate] {
        let taken = Set(pauses.map(\.frame))
        return (pauses + forced.filter { !taken.contains($0.frame) }).sorted { $0.frame < $1.frame }
    }
}
