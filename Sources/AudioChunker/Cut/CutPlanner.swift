import QuorumCore

/// Chooses the set of cuts that is best as a whole, by dynamic programming over the candidates as they come.
///
/// A plan costs the sum of its cuts (long, deep pauses are cheap, forced cuts dear) and of its chunks' lengths (free
/// between a third and five sixths of the longest, dearer towards either limit). No chunk is longer than the longest.
///
/// The best plans up to each of the last candidates soon have their earlier cuts in common. Those are in the best plan of
/// the whole, whatever follows, and are given out while the recording goes on.
struct CutPlanner {
    static let shortWeight = 3.0
    static let longWeight = 1.0
    /// A chunk below the shortest length costs more than a forced cut.
    static let underMinimumWeight = 500.0

    /// The best plan that ends with a cut.
    private struct Node {
        let candidate: CutCandidate?
        let seconds: Double
        var cost = Double.infinity
        /// The cut before it.
        var previous = -1
    }

    private let minimum: Double
    private let maximum: Double
    private let targetLow: Double
    private let targetHigh: Double
    /// The last cut that is certain, or the recording's start, then all candidates after it.
    private var nodes = [Node(candidate: nil, seconds: 0, cost: 0)]
    /// The first node that is near enough to the last to be the cut before it.
    private var low = 0

    /// - Parameter slack: seconds by which a cut may move afterwards to either side.
    init(_ settings: ChunkingSettings, slack: Double) {
        maximum = settings.maximum - 2 * slack
        minimum = settings.minimum + 2 * slack
        targetLow = max(minimum, settings.maximum / 3)
        targetHigh = max(targetLow, settings.maximum * 5 / 6)
    }

    /// - Parameter candidate: lies after those given before.
    /// - Complexity: O(candidates within the longest length).
    mutating func add(_ candidate: CutCandidate) {
        append(Node(candidate: candidate, seconds: Self.seconds(candidate.frame)), cut: candidate.cost)
    }

    /// The cuts that have become certain, in time order.
    ///
    /// - Complexity: O(candidates that are not certain).
    mutating func settle() -> [CutCandidate] {
        guard let last = nodes.last else { return [] }
        var isReached = nodes.map { $0.cost < .infinity && last.seconds - $0.seconds <= maximum + 1e-9 }
        var reached = isReached.count(where: \.self)
        guard reached > 0 else { return [] }
        var position = nodes.count - 1
        while true {
            if isReached[position] {
                guard reached > 1 else { break }
                let previous = nodes[position].previous
                if isReached[previous] { reached -= 1 }
                isReached[previous] = true
            }
            position -= 1
        }
        let certain = path(to: position)
        nodes.removeFirst(position)
        low = max(0, low - position)
        for index in nodes.indices { nodes[index].previous -= position }
        return certain
    }

    /// Ends the plan.
    ///
    /// - Parameter frameCount: where the source ends.
    /// - Returns: the cuts that are left, in time order; the end of the source is not among them.
    mutating func finish(frameCount: Int) -> [CutCandidate] {
        append(Node(candidate: nil, seconds: Self.seconds(frameCount)), cut: 0)
        return path(to: nodes[nodes.count - 1].previous)
    }

    private static func seconds(_ frame: Int) -> Double { Double(frame) / Double(BandLevels.framesPerSecond) }

    private mutating func append(_ node: Node, cut: Double) {
        var node = node
        // The slack is more than a hundredth of a second: rounding can't exceed the longest length.
        while low < nodes.count, node.seconds - nodes[low].seconds > maximum + 1e-9 { low += 1 }
        for start in low..<nodes.count {
            let total = nodes[start].cost + cost(ofLength: node.seconds - nodes[start].seconds) + cut
            if total < node.cost { (node.cost, node.previous) = (total, start) }
        }
        nodes.append(node)
    }

    /// The cuts from the first node, which is not among them, to another.
    private func path(to end: Int) -> [CutCandidate] {
        var cuts: [CutCandidate] = []
        var position = end
        while position > 0 {
            if let candidate = nodes[position].candidate { cuts.append(candidate) }
            position = nodes[position].previous
        }
        return cuts.reversed()
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
