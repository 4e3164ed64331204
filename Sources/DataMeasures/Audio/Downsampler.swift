internal import Foundation

/// Brings samples of any rate to another by a windowed sinc (Blackman, 24 zero crossings); the result does not depend on
/// the blocks.
struct Downsampler {
    private static let crossings = 12.0

    private let up: Int
    private let down: Int
    /// Samples to each side of a place.
    private let reach: Int
    /// By phase, the weights of the `2 * reach` samples around it.
    private let weights: [[Float]]
    private var held: [Float]
    /// The place of the next result in `held`, in parts of `up`.
    private var place: Int

    init(from rate: Int, to target: Int) {
        let divisor = Self.divisor(rate, target)
        (up, down) = (target / divisor, rate / divisor)
        let cutoff = 0.94 * min(1, Double(target) / Double(rate))
        let width = Self.crossings / cutoff
        let reach = Int(width.rounded(.up))
        self.reach = reach
        let phases = up
        weights = (0..<phases).map { phase in
            (0..<2 * reach).map { tap in
                let distance = Double(tap - reach + 1) - Double(phase) / Double(phases)
                guard distance.magnitude < width else { return 0 }
                let x = Double.pi * distance * cutoff
                let sinc = x == 0 ? 1 : sin(x) / x
                let angle = Double.pi * distance / width
                return Float(cutoff * sinc * (0.42 + 0.5 * cos(angle) + 0.08 * cos(2 * angle)))
            }
        }
        held = Array(repeating: 0, count: reach)
        place = reach * phases
    }

    /// Appends what the samples so far decide to `results`.
    mutating func add(_ samples: [Float], to results: inout [Float]) {
        held.append(contentsOf: samples)
        held.withUnsafeBufferPointer { held in
            while place / up + reach < held.count {
                let first = place / up - reach + 1
                var sum: Float = 0
                weights[place % up].withUnsafeBufferPointer { weights in
                    for tap in 0..<weights.count { sum += weights[tap] * held[first + tap] }
                }
                results.append(sum)
                place += down
            }
        }
        let spent = max(0, place / up - reach)
        held.removeFirst(spent)
        place -= spent * up
    }

    private static func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
}
