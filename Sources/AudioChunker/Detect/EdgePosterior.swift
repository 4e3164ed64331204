import Foundation

/// After how many frames, from within speech outward, speech ends.
///
/// Every number of frames was equally probable before; what the frames say makes one exp(sum of their evidence) times as
/// probable as none. Where words end sharply one of them has nearly all the probability. Where they fade into noise, the
/// most probable one is too early more often than too late: the noise hides what is still to come.
struct EdgePosterior {
    /// The summed evidence for that many frames of speech, from none on.
    private var sums: [Float] = [0]
    private var sum: Float = 0

    init(capacity: Int) {
        sums.reserveCapacity(capacity + 1)
    }

    /// - Parameter evidence: of the next frame, as a natural logarithm of odds.
    mutating func add(_ evidence: Float) {
        sum += evidence
        sums.append(sum)
    }

    /// The most probable number, where it and those beside it have more than half of the probability; the median where
    /// not, of which the expected error is the least.
    func edge() -> Int {
        let (most, greatest) = sums.indices.reduce(into: (0, Float(0))) { if sums[$1] > $0.1 { $0 = ($1, sums[$1]) } }
        let odds = sums.map { exp($0 - greatest) }
        let half = odds.reduce(0, +) / 2
        if odds[max(0, most - 1)...min(odds.count - 1, most + 1)].reduce(0, +) > half { return most }
        var below: Float = 0
        return odds.firstIndex { odd in
            below += odd
            return below >= half
        } ?? most
    }
}
