/// Decides where levels and the speech model disagree about speech.
///
/// Levels are exact about where words begin and end but can't tell words from music, steps or a door; the model can, but
/// sees in steps of 32 ms and late. So boundaries are those of the levels wherever they show one near the model's.
struct SpeechReview {
    let track: SpeechTrack
    let parameters: SpeechReviewParameters

    init(_ track: SpeechTrack, parameters: SpeechReviewParameters = SpeechReviewParameters()) {
        self.track = track
        self.parameters = parameters
    }

    /// - Complexity: O(frames)
    func review(_ activity: Activity) -> Activity {
        var isSpeech = activity.isSpeech
        let heard = track.probabilities.map { Double($0) >= parameters.speech }
        for windows in Runs(of: false, in: heard) where isSure(windows, track) { silence(windows, &isSpeech) }
        let rise = rising()
        var risen = rise.probabilities.map { Double($0) >= parameters.speech }
        for windows in blips(in: risen, rise) { for window in windows { risen[window] = false } }
        for windows in Runs(of: false, in: risen) where !isSure(windows, rise) {
            for window in windows { risen[window] = true }
        }
        for windows in Runs(of: true, in: risen) { restore(windows, &isSpeech) }
        var reviewed = activity
        (reviewed.isSpeech, reviewed.track) = (isSpeech, rise)
        return reviewed
    }

    /// Whether what stays below the threshold is a pause, and no dip within a word.
    private func isSure(_ windows: Range<Int>, _ track: SpeechTrack) -> Bool {
        Double(windows.count) * SpeechTrack.windowSeconds >= parameters.shortestSilence
            && Double(track.probabilities[windows].min() ?? 1) < parameters.silence
    }

    /// What the model hears too shortly for a word, beside a pause it is sure of.
    private func blips(in heard: [Bool], _ track: SpeechTrack) -> [Range<Int>] {
        let dips = Array(Runs(of: false, in: heard))
        return zip(dips, dips.dropFirst()).compactMap { before, after in
            let windows = before.upperBound..<after.lowerBound
            let isShort = Double(windows.count) * SpeechTrack.windowSeconds < parameters.shortestSpeech
            return isShort && (isSure(before, track) || isSure(after, track)) ? windows : nil
        }
    }

    /// Probabilities measured from the lowest around them.
    private func rising() -> SpeechTrack {
        let bytes = track.probabilities.map { UInt8(min(255, max(0, ($0 * 255).rounded()))) }
        let step = max(1, Int(parameters.step / SpeechTrack.windowSeconds))
        let reach = Int(parameters.window / SpeechTrack.windowSeconds)
        var floor = KnotCurve(frames: bytes.count, step: step)
        var around = RunningPercentile()
        var (low, high) = (0, 0)
        floor.update { knot, value in
            let centre = min(knot * step, bytes.count)
            while high < min(bytes.count, centre + reach) {
                around.insert(bytes[high])
                high += 1
            }
            while low < centre - reach {
                around.remove(bytes[low])
                low += 1
            }
            value = Float(around.level(atShare: parameters.floorShare)) / 255
        }
        return SpeechTrack(
            probabilities: track.probabilities.indices.map { window in
                let lowest = floor[window]
                guard Double(lowest) <= parameters.highestFloor else { return 0 }
                return max(0, track.probabilities[window] - lowest) / (1 - lowest)
            })
    }

    /// Sound in which the model is sure to hear nobody is no speech.
    private func silence(_ windows: Range<Int>, _ isSpeech: inout [Bool]) {
        let begin = min(isSpeech.count, SpeechTrack.firstFrame(ofWindow: windows.lowerBound))
        let end =
            windows.upperBound == track.probabilities.count
            ? isSpeech.count : min(isSpeech.count, SpeechTrack.firstFrame(ofWindow: windows.upperBound))
        guard begin < end else { return }
        var (from, to) = (begin, end)
        if isSpeech[begin], windows.lowerBound > 0 {
            from = max(0, begin - ActivityDetector.frames(parameters.release))
        }
        if isSpeech[end - 1], end < isSpeech.count {
            let limit = max(from, end - ActivityDetector.frames(parameters.beginReach))
            if limit < end, let last = isSpeech[limit..<end].lastIndex(of: false) { to = last + 1 }
        }
        if from < to { for frame in from..<to { isSpeech[frame] = false } }
    }

    /// Silence in which the model hears speech is part of it, unless it is at the edge, where the model is inexact.
    private func restore(_ windows: Range<Int>, _ isSpeech: inout [Bool]) {
        let begin = min(isSpeech.count, SpeechTrack.firstFrame(ofWindow: windows.lowerBound))
        let end = min(isSpeech.count, SpeechTrack.firstFrame(ofWindow: windows.upperBound))
        var frame = begin
        while frame < end {
            guard !isSpeech[frame] else {
                frame += 1
                continue
            }
            let stop = isSpeech[frame..<end].firstIndex(of: true) ?? end
            let (isHead, isTail) = (frame == begin, stop == end)
            let allowed = max(
                isHead ? ActivityDetector.frames(parameters.head) : 0,
                isTail ? ActivityDetector.frames(parameters.tail) : 0)
            if stop - frame > allowed {
                let last = isTail ? max(frame, stop - ActivityDetector.frames(parameters.release)) : stop
                for silent in frame..<last { isSpeech[silent] = true }
            }
            frame = stop
        }
    }
}
