/// Places the edges of pauses to the frame.
///
/// Detection averages levels over a few frames, and so sees words begin early and their soft ends not at all. Here every
/// single frame counts: from within the speech beside a pause, the evidence of speech against this pause's own background
/// is summed. Soft sound adds a little from frame to frame, noise alone takes away. `EdgePosterior` says where the edge is.
struct PauseEdges {
    let levels: BandLevels
    /// The level of speech around each frame in dBFS, for each band.
    let speech: [KnotCurve]
    /// What the speech model says, where it was asked.
    var track: SpeechTrack?
    var parameters = EdgeParameters()

    /// - Returns: for every frame, whether it is speech.
    /// - Complexity: O(frames of pauses × bands), memory O(pauses).
    func sharpened(_ isSpeech: [Bool]) -> [Bool] {
        let shortest = ActivityDetector.frames(parameters.shortest)
        var pauses = Runs(of: false, in: isSpeech).filter { $0.count >= shortest }
        let found = pauses
        for _ in 0..<parameters.rounds { pauses = moved(pauses) }
        var result = isSpeech
        for pause in found { for frame in pause { result[frame] = true } }
        for pause in pauses { for frame in pause { result[frame] = false } }
        return result
    }

    private func moved(_ pauses: [Range<Int>]) -> [Range<Int>] {
        var meter = BackgroundMeter(levels, pauses: pauses, parameters)
        var result: [Range<Int>] = []
        for (index, pause) in pauses.enumerated() {
            let middle = (pause.lowerBound + pause.upperBound) / 2
            let least = speech.map { $0[min(middle, levels.frameCount - 1)] - Float(parameters.speechRange) }
            let background = meter.background(of: index, least: least)
            let before = result.last?.upperBound ?? 0
            let after = index + 1 < pauses.count ? pauses[index + 1].lowerBound : levels.frameCount
            let start = pause.lowerBound == 0 ? 0 : self.start(of: pause, after: before, background)
            let end =
                pause.upperBound == levels.frameCount
                ? pause.upperBound : self.end(of: pause, before: after, background)
            if start < end { result.append(start..<end) }
        }
        return result
    }

    /// The frame after the last of the words before a pause.
    private func start(of pause: Range<Int>, after limit: Int, _ background: PauseBackground) -> Int {
        let from = max(limit, pause.lowerBound - ActivityDetector.frames(parameters.reachIntoSpeech))
        let to = pause.lowerBound + reach(into: pause)
        var posterior = EdgePosterior(capacity: max(0, to - from))
        for frame in from..<max(from, to) {
            posterior.add(evidence(frame, background, heardAfter: ActivityDetector.frames(parameters.modelRelease)))
        }
        return from + posterior.edge()
    }

    /// The first frame of the words after a pause.
    private func end(of pause: Range<Int>, before limit: Int, _ background: PauseBackground) -> Int {
        let from = min(limit, pause.upperBound + ActivityDetector.frames(parameters.reachIntoSpeech))
        let to = pause.upperBound - reach(into: pause)
        var posterior = EdgePosterior(capacity: max(0, from - to))
        for frame in (min(from, to)..<from).reversed() { posterior.add(evidence(frame, background, heardAfter: 0)) }
        return from - posterior.edge()
    }

    private func reach(into pause: Range<Int>) -> Int {
        min(ActivityDetector.frames(parameters.reachIntoPause), Int(parameters.shareIntoPause * Double(pause.count)))
    }

    /// - Parameter lag: how many frames later the model says what it heard in this one.
    private func evidence(_ frame: Int, _ background: PauseBackground, heardAfter lag: Int) -> Float {
        var sum: Float = 0
        for band in 0..<BandLevels.bandCount {
            let quarters = levels[frame, band] * SpeechEvidence.stepsPerDecibel / 2 - background.quarters[band]
            let value = SpeechEvidence.standard.value(row: background.rows[band], quarters: quarters)
            if value <= 0 || !levels.isLeak(frame, band, tolerance: parameters.leakTolerance) { sum += value }
        }
        sum = min(parameters.mostEvidence, sum)
        guard let track else { return sum }
        return sum + parameters.modelWeight * (2 * track.probability(ofFrame: frame + lag) - 1)
    }
}
