import Foundation

/// How much a band's level in one frame speaks for speech: the logarithm of how many times more probable it is with
/// speech in the background than without.
///
/// The power of steady noise over a frame is gamma distributed, with half as many degrees of freedom as shape. Speech
/// multiplies its mean by 1 + ratio; every ratio between the bounds, in decibels, is taken for equally probable. In a frame
/// of speech a band has some with probability `share`: a vowel leaves high bands empty, a fricative low ones.
struct SpeechEvidence: Sendable {
    /// Levels are compared in quarters of a decibel.
    static let stepsPerDecibel = 4
    static let standard = SpeechEvidence()

    private static let ratios = stride(from: -6.0, through: 24, by: 3).map { pow(10, $0 / 10) }
    private static let share = 0.15
    /// One band's evidence counts at most this much.
    private static let most = 6.0
    private static let lowest = -40
    private static let highest = 80
    /// Degrees of freedom there are rows for. A real background is never as steady as many of them would have it.
    private static let freedoms: [Float] = [1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32]

    private static let width = (highest - lowest) * stepsPerDecibel + 1
    private let values: [Float]

    private init() {
        values = Self.freedoms.flatMap { freedom in
            (0..<Self.width).map { step in
                let decibels = Double(Self.lowest) + Double(step) / Double(Self.stepsPerDecibel)
                return Self.evidence(power: pow(10, decibels / 10), shape: Double(freedom) / 2)
            }
        }
    }

    private static func evidence(power: Double, shape: Double) -> Float {
        let logarithms = ratios.map { ratio in shape * (power * ratio / (1 + ratio) - log1p(ratio)) }
        let greatest = logarithms.max() ?? 0
        let mean = logarithms.reduce(0) { $0 + exp($1 - greatest) } / Double(logarithms.count)
        let ofSpeech = greatest + log(mean)
        let mixed = max(ofSpeech, 0) + log(share * exp(min(ofSpeech, 0)) + (1 - share) * exp(-max(ofSpeech, 0)))
        return Float(min(most, mixed))
    }

    /// The row to look evidence up in.
    static func row(freedom: Float) -> Int {
        let wanted = log(max(1, freedom))
        return freedoms.indices.min { abs(log(freedoms[$0]) - wanted) < abs(log(freedoms[$1]) - wanted) } ?? 0
    }

    /// - Parameter quarters: quarters of a decibel above the background's mean level.
    func value(row: Int, quarters: Int) -> Float {
        let step = min(max(quarters - Self.lowest * Self.stepsPerDecibel, 0), Self.width - 1)
        return values[row * Self.width + step]
    }
}
