import QuorumCore

/// Chooses the set of cuts that is best as a whole, by dynamic programming over the candidates.
///
/// A plan costs the sum of its cuts (long, deep pauses are cheap, forced cuts dear) and of its chunks' lengths (free
/// between a third and five sixths of the longest, dearer towards either limit). No chunk is longer than the longest.
struct CutPlanner {
    static let shortWeight = 3.0
    static let longWeight = 1.0
    /// A chunk below the shortest length costs more than a forced cut.
    static let underMinimumWeight = 500.0

    private let minimum: Double
    private let maximum: Double
    private let targetLow: Double
    private let targetHigh: Double

    /// - Parameter slack: seconds by which a cut may move afterwards to either side.
    init(_ settings: ChunkingSettings, slack: Double) {
        maximum = settings.maximum - 2 * slack
        minimum = settings.minimum + 2 * slack
        targetLow = max(minimum, settings.maximum / 3)
        targetHigh = max(targetLow, settings.maximum * 5 / 6)
    }

    /// - Parameters:
    ///   - candidates: in time order, without two at the same frame.
    ///   - frameCount: where the source ends.
    /// - Returns: the chosen candidates in time order; the end of the source is not among them.
    /// - Complexity: O(candidates × candidates within the longest length).
    func plan(_ candidates: [CutCandidate], frameCount: Int) -> [CutCandidate] {
        let end = candidates.count + 1
        let rate = Double(BandLevels.framesPerSecond)
        let times = [0] + candidates.map { Double($0.frame) / rate } + [Double(frameCount) / rate]
        var best = [Double](repeating: .infinity, count: end + 1)
        var previous = [Int](repeating: -1, count: end + 1)
        best[0] = 0
        var low = 0
        for position in 1...end {
            // The slack is more than a hundredth of a second: rounding can't exceed the longest length.
            while times[position] - times[low] > maximum + 1e-9 { low += 1 }
            let cut = position == end ? 0 : candidates[position - 1].cost
            for start in low..<position {
                let total = best[start] + cost(ofLength: times[position] - times[start]) + cut
                if total < best[position] {
                    best[position] = total
                    previous[position] = start
                }
            }
        }
        var chosen: [CutCandidate] = []
        var position = previous[end]
        while position > 0 {
            chosen.append(candidates[position - 1])
            position = previous[position]
        }
        return chosen.reversed()
    }

    private func cost(ofLength length: Double) -> Double {
        if length < minimum { return Self.underMinimumWeight * (1 + (minimum - length) / minimum) }
        if length < targetLow {
            let miss = (targetLow - length) / (targetLow - minimum)
            return Self.shortWeight * miss * miss
        }
        guard length > targetHigh else { return 0 }
        let miss = (length - targetHigh) / (maximum - targetHigh)
        return Self.longWeight * miss * miss
    }
}
