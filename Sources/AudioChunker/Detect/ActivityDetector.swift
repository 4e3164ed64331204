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
        let knots = (frames + step - 1) / step + 1
        var weightSum = [Float](repeating: 0, count: knots)
        var rangeSum = [Float](repeating: 0, count: knots)
        var excess = [Float](repeating: 0, count: frames)
        var weights = [Float](repeating: 0, count: frames)
        for band in 0..<BandLevels.bandCount {
            let smooth = smoothed(levels, band: band)
            let (floor, speech) = surroundings(smooth, step: step, knots: knots)
            var weight = [Float](repeating: 0, count: knots)
            for knot in 0..<knots {
                let span = speech[knot] - floor[knot]
                weight[knot] = max(0, span - Float(parameters.usefulRange))
                weightSum[knot] += weight[knot]
                rangeSum[knot] += weight[knot] * span * span
            }
            for frame in 0..<frames {
                let (knot, share) = (frame / step, Float(frame % step) / Float(step))
                let tells = weight[knot] + (weight[knot + 1] - weight[knot]) * share
                let ground = floor[knot] + (floor[knot + 1] - floor[knot]) * share
                let above = max(0, Float(smooth[frame]) / 2 - 120 - ground)
                excess[frame] += tells * above * above
                weights[frame] += tells
            }
        }
        var range = [Float](repeating: 0, count: frames)
        for frame in 0..<frames where weights[frame] > 0 {
            let (knot, share) = (frame / step, Float(frame % step) / Float(step))
            excess[frame] = (excess[frame] / weights[frame]).squareRoot()
            let mean = (rangeSum[knot] + (rangeSum[knot + 1] - rangeSum[knot]) * share) / weights[frame]
            range[frame] = mean.squareRoot()
        }
        return Activity(excess: excess, range: range, isSpeech: speech(excess, range))
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

    /// Floor and speech level in dBFS at every `step` frames.
    private func surroundings(_ smooth: [UInt8], step: Int, knots: Int) -> (floor: [Float], speech: [Float]) {
        let reach = Self.frames(parameters.window)
        var window = RunningPercentile()
        var (low, high) = (0, 0)
        var floor: [Float] = []
        var speech: [Float] = []
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
            floor.append(Float(window.level(atShare: parameters.floorShare)) / 2 - 120)
            speech.append(Float(window.level(atShare: parameters.speechShare)) / 2 - 120)
        }
        return (floor, speech)
    }

    private func speech(_ excess: [Float], _ range: [Float]) -> [Bool] {
        let thresholds = range.map { range in
            guard range > 0 else { return Float.infinity }
            let wanted = Float(parameters.thresholdShare) * range
            return min(max(wanted, Float(parameters.thresholdLeast)), Float(parameters.thresholdMost))
        }
        var active = excess.indices.map { excess[$0] > thresholds[$0] }
        extend(&active, excess, thresholds)
        Self.drop(runsOf: true, shorterThan: Self.frames(parameters.shortestSpeech) / 2, in: &active)
        Self.drop(runsOf: false, shorterThan: Self.frames(parameters.shortestPause), in: &active)
        Self.drop(runsOf: true, shorterThan: Self.frames(parameters.shortestSpeech), in: &active)
        return active
    }

    /// Speech goes on, to either side, down to a lower threshold: words begin and end softly.
    private func extend(_ active: inout [Bool], _ excess: [Float], _ thresholds: [Float]) {
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
            excess[frame] > max(Float(parameters.softLeast), thresholds[frame] * Float(parameters.softShare))
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
    private let frames: [Bool]
    private var position = 0

    init(of value: Bool, in frames: [Bool]) {
        self.value = value
        self.frames = frames
    }

    mutating func next() -> Range<Int>? {
        while position < frames.count, frames[position] != value { position += 1 }
        guard position < frames.count else { return nil }
        let start = position
        while position < frames.count, frames[position] == value { position += 1 }
        return start..<position
    }
}
