import Foundation

/// Measures band levels of a stream in blocks of any size; the result does not depend on the blocks.
///
/// Eight band-pass filters (second order, centres 250 Hz to 6000 Hz, evenly spaced by ratio) run side by side in one
/// vector. Speech stands out of noise in some band even where the whole signal's level hides it.
struct BandAnalyser {
    private typealias Vector = SIMD8<Float>

    private static let centres: [Double] = (0..<BandLevels.bandCount).map { 250 * pow(24, Double($0) / 7) }
    private static let quality = 1.6

    private let sampleRate: Int
    private let input: Vector
    private let feedbackOne: Vector
    private let feedbackTwo: Vector
    private var stateOne = Vector.zero
    private var stateTwo = Vector.zero
    private var energy = Vector.zero
    private var frameLength = 0
    private var samples: Int64 = 0
    private var frameEnd: Int64
    private var levels: [UInt8] = []

    init(sampleRate: Int) {
        self.sampleRate = sampleRate
        frameEnd = max(1, BandLevels.firstSample(ofFrame: 1, rate: sampleRate))
        var (input, one, two) = (Vector.zero, Vector.zero, Vector.zero)
        for (band, centre) in Self.centres.enumerated() where centre < 0.45 * Double(sampleRate) {
            let angle = 2 * Double.pi * centre / Double(sampleRate)
            let alpha = sin(angle) / (2 * Self.quality)
            input[band] = Float(alpha / (1 + alpha))
            one[band] = Float(-2 * cos(angle) / (1 + alpha))
            two[band] = Float((1 - alpha) / (1 + alpha))
        }
        (self.input, feedbackOne, feedbackTwo) = (input, one, two)
    }

    mutating func process(_ block: UnsafeBufferPointer<Int16>) {
        var position = 0
        while position < block.count {
            let count = min(block.count - position, Int(frameEnd - samples))
            filter(block, position..<position + count)
            position += count
            samples += Int64(count)
            if samples == frameEnd { closeFrame() }
        }
    }

    /// How many frames are measured so far.
    var frameCount: Int { levels.count / BandLevels.bandCount }

    /// What is measured so far, from a frame at a whole second on.
    func levels(from frame: Int) -> BandLevels {
        let start = BandLevels.firstSample(ofFrame: frame, rate: sampleRate)
        let end = BandLevels.firstSample(ofFrame: frameCount, rate: sampleRate)
        return BandLevels(
            sampleRate: sampleRate, sampleCount: end - start,
            levels: Array(levels[(frame * BandLevels.bandCount)...]))
    }

    /// Ends the stream; a last frame shorter than half its length is left out.
    consuming func finish() -> BandLevels {
        if frameLength * 2 * BandLevels.framesPerSecond >= sampleRate || levels.isEmpty && frameLength > 0 {
            closeFrame()
        }
        return BandLevels(sampleRate: sampleRate, sampleCount: samples, levels: levels)
    }

    private mutating func filter(_ block: UnsafeBufferPointer<Int16>, _ range: Range<Int>) {
        var (one, two, sum) = (stateOne, stateTwo, energy)
        for index in range {
            // The offset is inaudible and keeps the filters out of slow denormal numbers in digital silence.
            let sample = input * (Float(block[index]) * (1 / 32768) + 1e-12)
            let output = sample + one
            one = two - feedbackOne * output
            two = -sample - feedbackTwo * output
            sum += output * output
        }
        (stateOne, stateTwo, energy) = (one, two, sum)
        frameLength += range.count
    }

    private mutating func closeFrame() {
        let mean = energy / Float(frameLength)
        for band in 0..<BandLevels.bandCount {
            let decibels = 10 * log10f(mean[band] + 1e-12)
            levels.append(UInt8(min(255, max(0, ((decibels + 120) * 2).rounded()))))
        }
        energy = .zero
        frameLength = 0
        let frame = levels.count / BandLevels.bandCount
        frameEnd = max(samples + 1, BandLevels.firstSample(ofFrame: frame + 1, rate: sampleRate))
    }
}
