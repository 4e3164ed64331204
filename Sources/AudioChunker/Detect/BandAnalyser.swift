import Foundation

/// Measures band levels of a stream in blocks of any size; the result does not depend on the blocks.
///
/// Eight band-pass filters (centres 250 Hz to 6000 Hz, evenly spaced by ratio) run side by side in one vector. Speech
/// stands out of noise in some band even where the whole signal's level hides it. Each is two second-order sections in a
/// row, so that it falls by 12 dB an octave to either side: music and hum, which are strong and low, would leak into every
/// band of gentler ones.
///
/// High rates are brought down by adding neighbouring samples. What folds back into the bands from above is weaker than
/// they are and moves with them, which a detector that adapts to the levels of each band does not mind.
struct BandAnalyser {
    private typealias Vector = SIMD8<Float>

    private static let centres: [Double] = (0..<BandLevels.bandCount).map { 250 * pow(24, Double($0) / 7) }
    /// Of each section; neighbouring bands then meet 1.4 dB below their peaks.
    private static let quality = 0.9
    /// Rates are brought down as far as they stay above this.
    private static let leastRate = 14_000

    /// How many independent values the noise of a band has within a frame: twice the frame's length times the bandwidth
    /// (∫|H|²)² / ∫|H|⁴, which for two equal sections is 2π/5 of the centre over the quality.
    static let degreesOfFreedom: [Float] = centres.map { centre in
        Float(2 * (2 * Double.pi / 5) * centre / quality / Double(BandLevels.framesPerSecond))
    }

    /// How many half decibels lower than in its own band a tone appears in a band so many places on.
    static let leaks: [Int] = (0..<BandLevels.bandCount).map { distance in
        let ratio = pow(24, Double(distance) / 7)
        return Int((40 * log10(1 + pow(quality * (ratio - 1 / ratio), 2))).rounded())
    }

    private let sampleRate: Int
    /// How many samples are added to one.
    private let group: Int
    private let scale: Float
    private let input: Vector
    private let feedbackOne: Vector
    private let feedbackTwo: Vector
    /// Two states each of the first section, then of the second.
    private var state = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    private var energy = Vector.zero
    private var frameLength = 0
    private var samples: Int64 = 0
    /// The sum of a group's samples so far, and how many are still to come.
    private var sum: Int32 = 0
    private var wanted: Int
    private var frameEnd: Int64 = 0
    /// Of the frames from `firstKept` on.
    private var levels: [UInt8] = []
    private var firstKept = 0
    /// How many frames are measured so far.
    private(set) var frameCount = 0

    init(sampleRate: Int) {
        self.sampleRate = sampleRate
        group = max(1, sampleRate / Self.leastRate)
        wanted = group
        scale = 1 / (32768 * Float(group))
        let rate = Double(sampleRate) / Double(group)
        var (input, one, two) = (Vector.zero, Vector.zero, Vector.zero)
        for (band, centre) in Self.centres.enumerated() where centre < 0.45 * rate {
            let angle = 2 * Double.pi * centre / rate
            let alpha = sin(angle) / (2 * Self.quality)
            input[band] = Float(alpha / (1 + alpha))
            one[band] = Float(-2 * cos(angle) / (1 + alpha))
            two[band] = Float((1 - alpha) / (1 + alpha))
        }
        (self.input, feedbackOne, feedbackTwo) = (input, one, two)
        frameEnd = end(ofFrame: 0)
    }

    mutating func process(_ block: UnsafeBufferPointer<Int16>) {
        var position = 0
        while position < block.count {
            if wanted < group || block.count - position < group {
                position += fill(block, from: position)
            } else {
                let frameRest = Int(frameEnd - samples) / group
                let count = min((block.count - position) / group, frameRest)
                filter(block, from: position, groups: count)
                position += count * group
            }
            if samples == frameEnd { closeFrame() }
        }
    }

    /// How many samples were taken in so far.
    var sampleCount: Int64 { samples + Int64(group - wanted) }

    /// The levels of frames that are measured and still kept.
    func levels(_ frames: Range<Int>) -> BandLevels {
        let places = (frames.lowerBound - firstKept) * BandLevels.bandCount
        return BandLevels(levels: Array(levels[places..<places + frames.count * BandLevels.bandCount]))
    }

    /// Forgets the levels of earlier frames.
    mutating func discard(before frame: Int) {
        levels.removeFirst((frame - firstKept) * BandLevels.bandCount)
        firstKept = frame
    }

    /// Ends the stream; a last frame shorter than half its length is left out.
    mutating func finish() {
        if frameLength * group * 2 * BandLevels.framesPerSecond >= sampleRate || frameCount == 0 && sampleCount > 0 {
            frameLength = max(1, frameLength)
            closeFrame()
        }
    }

    /// The sample after a frame's last group; groups belong to the frame that they begin in.
    private func end(ofFrame frame: Int) -> Int64 {
        let end = BandLevels.firstSample(ofFrame: frame + 1, rate: sampleRate)
        return max(samples + Int64(group), (end + Int64(group) - 1) / Int64(group) * Int64(group))
    }

    /// Takes samples of a group that is split between blocks.
    private mutating func fill(_ block: UnsafeBufferPointer<Int16>, from position: Int) -> Int {
        let count = min(wanted, block.count - position)
        for index in position..<position + count { sum += Int32(block[index]) }
        wanted -= count
        if wanted == 0 {
            var state = FilterState(self)
            step(Float(sum), &state)
            keep(state, groups: 1)
            (sum, wanted) = (0, group)
        }
        return count
    }

    private mutating func filter(_ block: UnsafeBufferPointer<Int16>, from position: Int, groups: Int) {
        var state = FilterState(self)
        var index = position
        for _ in 0..<groups {
            var sum = Int32(block[index])
            for next in index + 1..<index + group { sum += Int32(block[next]) }
            index += group
            step(Float(sum), &state)
        }
        keep(state, groups: groups)
    }

    /// What changes with every group, held in registers while a block is filtered.
    private struct FilterState {
        var first: (Vector, Vector)
        var second: (Vector, Vector)
        var energy: Vector

        init(_ analyser: borrowing BandAnalyser) {
            first = (analyser.state.0, analyser.state.1)
            second = (analyser.state.2, analyser.state.3)
            energy = analyser.energy
        }
    }

    @inline(__always)
    private func step(_ sum: Float, _ state: inout FilterState) {
        // The offset is inaudible and keeps the filters out of slow denormal numbers in digital silence.
        let one = input * (sum * scale + 1e-12)
        let middle = one + state.first.0
        state.first.0 = state.first.1 - feedbackOne * middle
        state.first.1 = -one - feedbackTwo * middle
        let two = input * middle
        let output = two + state.second.0
        state.second.0 = state.second.1 - feedbackOne * output
        state.second.1 = -two - feedbackTwo * output
        state.energy += output * output
    }

    private mutating func keep(_ state: FilterState, groups: Int) {
        self.state = (state.first.0, state.first.1, state.second.0, state.second.1)
        energy = state.energy
        frameLength += groups
        samples += Int64(groups * group)
    }

    private mutating func closeFrame() {
        let mean = energy / Float(frameLength)
        for band in 0..<BandLevels.bandCount {
            let decibels = 10 * log10f(mean[band] + 1e-12)
            levels.append(UInt8(min(255, max(0, ((decibels + 120) * 2).rounded()))))
        }
        energy = .zero
        frameLength = 0
        frameCount += 1
        frameEnd = end(ofFrame: frameCount)
    }
}
