internal import Foundation

/// Integrated loudness in LUFS (ITU-R BS.1770-4, EBU R 128).
///
/// Channels are weighted by their usual places: of six, the fourth (low frequencies) not at all, the last two by 1.41.
struct Loudness {
    /// Two second-order sections in a row: a shelf for the head, and a high-pass.
    private struct Filter {
        private let shelf: Biquad
        private let highPass: Biquad
        private var first = (0.0, 0.0)
        private var second = (0.0, 0.0)

        init(rate: Int) {
            shelf = .headShelf(rate: Double(rate))
            highPass = .highPass(rate: Double(rate))
        }

        mutating func weigh(_ sample: Double) -> Double { highPass.apply(shelf.apply(sample, &first), &second) }
    }

    private let stepLength: Int
    private let weights: [Double]
    private var filters: [Filter]
    private var filled = 0
    private var energy = 0.0
    /// Weighted energies of steps of 100 ms.
    private var steps: [Double] = []

    init(rate: Int, channels: Int) {
        stepLength = max(1, (rate + 5) / 10)
        filters = Array(repeating: Filter(rate: rate), count: channels)
        weights = (0..<channels).map { channel in
            guard channels >= 5 else { return 1 }
            return channels >= 6 && channel == 3 ? 0 : channel >= channels - 2 ? 1.41 : 1
        }
    }

    /// - Parameter samples: interleaved.
    mutating func add(_ samples: UnsafeBufferPointer<Float>) {
        let channels = filters.count
        var index = 0
        while index + channels <= samples.count {
            for channel in 0..<channels {
                let weighed = filters[channel].weigh(Double(samples[index + channel]))
                energy += weights[channel] * weighed * weighed
            }
            index += channels
            filled += 1
            if filled == stepLength {
                steps.append(energy)
                (energy, filled) = (0, 0)
            }
        }
    }

    /// nil for less than 400 ms, or where all is below -70 LUFS.
    var integrated: Double? {
        guard steps.count >= 4 else { return nil }
        let length = Double(4 * stepLength)
        let blocks: [Double] = (3..<steps.count).map { steps[$0 - 3...$0].reduce(0, +) / length }
        guard let loud = Self.mean(blocks, above: Self.energy(-70)),
            let gated = Self.mean(blocks, above: max(Self.energy(-70), loud * 0.1))
        else { return nil }
        return -0.691 + 10 * log10(gated)
    }

    private static func energy(_ loudness: Double) -> Double { pow(10, (loudness + 0.691) / 10) }

    private static func mean(_ blocks: [Double], above gate: Double) -> Double? {
        let kept = blocks.filter { $0 > gate }
        return kept.isEmpty ? nil : kept.reduce(0, +) / Double(kept.count)
    }
}

/// A second-order section, in its transposed direct form.
private struct Biquad {
    let b: (Double, Double, Double)
    let a: (Double, Double)

    @inline(__always)
    func apply(_ sample: Double, _ state: inout (Double, Double)) -> Double {
        let result = b.0 * sample + state.0
        state.0 = b.1 * sample - a.0 * result + state.1
        state.1 = b.2 * sample - a.1 * result
        return result
    }

    /// The first of BS.1770's filters at any rate: its analogue prototype through the bilinear transform, with the
    /// figures that give the standard's coefficients at 48 kHz.
    static func headShelf(rate: Double) -> Biquad {
        let k = tan(.pi * 1681.974450955533 / rate)
        let q = 0.7071752369554196
        let high = pow(10, 3.999843853973347 / 20)
        let band = pow(high, 0.4996667741545416)
        let scale = 1 + k / q + k * k
        let (square, middle) = (k * k, band * k / q)
        let b0: Double = (high + middle + square) / scale
        let b1: Double = 2 * (square - high) / scale
        let b2: Double = (high - middle + square) / scale
        return Biquad(b: (b0, b1, b2), a: (2 * (square - 1) / scale, (1 - k / q + square) / scale))
    }

    /// The second.
    static func highPass(rate: Double) -> Biquad {
        let k = tan(.pi * 38.13547087602444 / rate)
        let q = 0.5003270373238773
        let scale = 1 + k / q + k * k
        return Biquad(b: (1, -2, 1), a: (2 * (k * k - 1) / scale, (1 - k / q + k * k) / scale))
    }
}
