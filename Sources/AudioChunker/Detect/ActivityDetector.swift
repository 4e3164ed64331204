/// Finds speech by how far band levels rise above a running noise floor.
///
/// Floor and speech level of each band are percentiles of the surroundings, so the detector follows a wandering level,
/// a change of speaker and rising noise. Bands in which speech does not stand out have no say.
struct ActivityDetector {
    let parameters: DetectorParameters

    init(_ parameters: DetectorParameters = DetectorParameters()) {
        self.parameters = parameters
    }

    /// - Complexity: O(frames × bands); memory O(frames).
    func detect(_ levels: BandLevels) -> Activity {
        let frames = levels.frameCount
        let step = max(1, Self.frames(parameters.step))
        var weights = KnotCurve(frames: frames, step: step)
        var range = KnotCurve(frames: frames, step: step)
        var excess = [Float](repeating: 0, count: frames)
        var speechLevels: [KnotCurve] = []
        for band in 0..<BandLevels.bandCount {
            let smooth = smoothed(levels, band: band)
            let knots = weights.knots.count
            let floor = level(
                smooth, share: parameters.floorShare, within: parameters.floorWindow, step: step, knots: knots)
            let speech = level(
                smooth, share: parameters.speechShare, within: parameters.speechWindow, step: step, knots: knots)
            speechLevels.append(speech)
            var weight = KnotCurve(frames: frames, step: step)
            weight.update { knot, value in
                value = max(0, speech.knots[knot] - floor.knots[knot] - Float(parameters.usefulRange))
            }
            weights.update { knot, sum in sum += weight.knots[knot] }
            range.update { knot, sum in
                let span = speech.knots[knot] - floor.knots[knot]
                sum += weight.knots[knot] * span * span
            }
            for frame in 0..<frames {
                let above = max(0, Float(smooth[frame]) / 2 - 120 - floor[frame])
                excess[frame] += weight[frame] * above * above
            }
        }
        range.update { knot, sum in
            sum = weights.knots[knot] > 0 ? (sum / weights.knots[knot]).squareRoot() : 0
        }
        for frame in 0..<frames {
            let weight = weights[frame]
            excess[frame] = weight > 0 ? (excess[frame] / weight).squareRoot() : 0
        }
        return Activity(excess: excess, range: range, speechLevels: speechLevels, isSpeech: speech(excess, range))
    }

    static func frames(_ seconds: Double) -> Int {
        Int((seconds * Double(BandLevels.framesPerSecond)).rounded())
    }

    /// One band's levels averaged over a few frames, each frame in the middle of what it averages.
    private func smoothed(_ levels: BandLevels, band: Int) -> [UInt8] {
        let frames = levels.frameCount
        let reach = Self.frames(parameters.smoothing) / 2
        return levels.levels.withUnsafeBufferPointer { all in
            (0..<frames).map { frame in
                var sum = 0
                let (low, high) = (max(0, frame - reach), min(frames - 1, frame + reach))
                for near in low...high { sum += Int(all[near * BandLevels.bandCount + band]) }
                let count = high - low + 1
                return UInt8((sum + count / 2) / count)
            }
        }
    }

    /// The level in dBFS that a share of the surroundings stays under, at every `step` frames.
    private func level(
        _ smooth: [UInt8], share: Double, within seconds: Double, step: Int, knots: Int
    ) -> KnotCurve {
        let reach = Self.frames(seconds)
        var window = RunningPercentile()
        var (low, high) = (0, 0)
        var found: [Float] = []
        for knot in 0..<knots {
            let centre = min(knot * step, smooth.count)
            while high < min(smooth.count, centre + reach) {
                window.insert(smooth[high])
                high += 1
            }
            while low < centre - reach {
                window.remove(smooth[low])
                low += 1
            }
            found.append(Float(window.level(atShare: share)) / 2 - 120)
        }
        return KnotCurve(step: step, knots: found)
    }

    private func speech(_ excess: [Float], _ range: KnotCurve) -> [Bool] {
        var active = excess.indices.map { excess[$0] > threshold(range[$0]) }
        extend(&active, excess, range)
        Self.drop(runsOf: true, shorterThan: Self.frames(parameters.shortestSpeech) / 2, in: &active)
        Self.drop(runsOf: false, shorterThan: Self.frames(parameters.shortestPause), in: &active)
        Self.drop(runsOf: true, shorterThan: Self.frames(parameters.shortestSpeech), in: &active)
        return active
    }

    /// Decibels above the floor at which speech starts; never reached where nothing stands out.
    private func threshold(_ range: Float) -> Float {
        guard range > 0 else { return .infinity }
        let wanted = Float(parameters.thresholdShare) * range
        return min(max(wanted, Float(parameters.thresholdLeast)), Float(parameters.thresholdMost))
    }

    /// Speech goes on, to either side, down to a lower threshold: words begin and end softly.
    private func extend(_ active: inout [Bool], _ excess: [Float], _ range: KnotCurve) {
        let reach = Self.frames(parameters.softEnd)
        for run in Runs(of: true, in: active) {
            var frame = run.lowerBound - 1
            while frame >= 0, frame >= run.lowerBound - reach, !active[frame], isSoft(frame) {
                active[frame] = true
                frame -= 1
            }
            frame = run.upperBound
            while frame < active.count, frame < run.upperBound + reach, !active[frame], isSoft(frame) {
                active[frame] = true
                frame += 1
            }
        }
        func isSoft(_ frame: Int) -> Bool {
            excess[frame] > max(Float(parameters.softLeast), threshold(range[frame]) * Float(parameters.softShare))
        }
    }

    private static func drop(runsOf value: Bool, shorterThan least: Int, in frames: inout [Bool]) {
        for run in Runs(of: value, in: frames) where run.count < least {
            // Silence at either end borders on speech on one side only and stays.
            if !value, run.lowerBound == 0 || run.upperBound == frames.count { continue }
            for frame in run { frames[frame] = !value }
        }
    }
}

/// The ranges of consecutive elements that equal a value.
struct Runs: Sequence, IteratorProtocol {
    private let value: Bool
    private let frames: ArraySlice<Bool>
    private var position: Int

    init(of value: Bool, in frames: ArraySlice<Bool>) {
        self.value = value
        self.frames = frames
        position = frames.startIndex
    }

    init(of value: Bool, in frames: [Bool]) { self.init(of: value, in: frames[...]) }

    mutating func next() -> Range<Int>? {
        while position < frames.endIndex, frames[position] != value { position += 1 }
        guard position < frames.endIndex else { return nil }
        let start = position
        while position < frames.endIndex, frames[position] == value { position += 1 }
        return start..<position
    }
}
