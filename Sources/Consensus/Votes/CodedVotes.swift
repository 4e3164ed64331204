/// Votes as codes in contiguous arrays, grouped by item: the form every agreement coefficient is computed from.
///
/// An item may have any number of votes, and two workers need not have seen the same items.
public struct CodedVotes: Sendable {
    /// Item `i` has the votes `itemOffsets[i]..<itemOffsets[i + 1]`.
    public let itemOffsets: [Int]
    /// The worker of each vote; ascending within an item.
    public let workers: [Int32]
    public let labels: [Int32]
    public let workerCount: Int
    public let labelCount: Int
    /// Votes that a later vote of the same worker on the same item replaced; they are not among the votes.
    public let repeatVotes: Int

    public var itemCount: Int { itemOffsets.count - 1 }
    public var voteCount: Int { labels.count }

    /// The votes of an item, as places in `workers` and `labels`.
    public func votes(of item: Int) -> Range<Int> { itemOffsets[item]..<itemOffsets[item + 1] }

    /// - Parameters:
    ///   - items, workers, labels: one element a vote, in the order they were given, each a code from 0.
    /// - Precondition: the three are of equal length.
    /// - Complexity: O(*n*) for *n* votes.
    public init(items: [Int32], workers: [Int32], labels: [Int32]) {
        precondition(items.count == workers.count && items.count == labels.count, "votes of unequal length")
        workerCount = Int(workers.max() ?? -1) + 1
        labelCount = Int(labels.max() ?? -1) + 1
        let byWorker = Self.stableOrder(of: Array(0..<Int32(items.count)), by: workers, count: workerCount).order
        let itemCount = Int(items.max() ?? -1) + 1
        let (order, starts) = Self.stableOrder(of: byWorker, by: items, count: itemCount)

        var offsets = [0]
        var keptWorkers: [Int32] = []
        var keptLabels: [Int32] = []
        offsets.reserveCapacity(itemCount + 1)
        keptWorkers.reserveCapacity(items.count)
        keptLabels.reserveCapacity(items.count)
        for item in 0..<itemCount {
            let end = starts[item + 1]
            for position in starts[item]..<end {
                let vote = Int(order[position])
                if position + 1 < end, workers[Int(order[position + 1])] == workers[vote] { continue }
                keptWorkers.append(workers[vote])
                keptLabels.append(labels[vote])
            }
            offsets.append(keptLabels.count)
        }
        itemOffsets = offsets
        self.workers = keptWorkers
        self.labels = keptLabels
        repeatVotes = items.count - keptLabels.count
    }

    /// Votes sorted by a code of theirs, those with the same code as they stood (a counting sort).
    ///
    /// - Returns: the votes, and where those of each code start among them, with their number at the end.
    private static func stableOrder(
        of votes: [Int32], by codes: [Int32], count: Int
    ) -> (order: [Int32], starts: [Int]) {
        var starts = [Int](repeating: 0, count: count + 1)
        for code in codes { starts[Int(code) + 1] += 1 }
        for code in 0..<count { starts[code + 1] += starts[code] }
        var next = starts
        var order = [Int32](repeating: 0, count: votes.count)
        for vote in votes {
            let code = Int(codes[Int(vote)])
            order[next[code]] = vote
            next[code] += 1
        }
        return (order, starts)
    }
}
