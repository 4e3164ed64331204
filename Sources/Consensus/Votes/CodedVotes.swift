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
    /// - Complexity: O(*n*) for *n* votes, and O(*m* log *m*) for the *m* votes of an item.
    public init(items: [Int32], workers: [Int32], labels: [Int32]) {
        precondition(items.count == workers.count && items.count == labels.count, "votes of unequal length")
        let itemCount = Int(items.max() ?? -1) + 1
        var starts = [Int](repeating: 0, count: itemCount + 1)
        for item in items { starts[Int(item) + 1] += 1 }
        for item in 0..<itemCount { starts[item + 1] += starts[item] }
        var next = starts
        var order = [Int](repeating: 0, count: items.count)
        for (vote, item) in items.enumerated() {
            order[next[Int(item)]] = vote
            next[Int(item)] += 1
        }

        var offsets = [0]
        var keptWorkers: [Int32] = []
        var keptLabels: [Int32] = []
        offsets.reserveCapacity(itemCount + 1)
        keptWorkers.reserveCapacity(items.count)
        keptLabels.reserveCapacity(items.count)
        for item in 0..<itemCount {
            let range = starts[item]..<starts[item + 1]
            order[range].sort { (workers[$0], $0) < (workers[$1], $1) }
            for position in range {
                let vote = order[position]
                if position + 1 < range.upperBound, workers[order[position + 1]] == workers[vote] { continue }
                keptWorkers.append(workers[vote])
                keptLabels.append(labels[vote])
            }
            offsets.append(keptLabels.count)
        }
        itemOffsets = offsets
        self.workers = keptWorkers
        self.labels = keptLabels
        workerCount = Int(workers.max() ?? -1) + 1
        labelCount = Int(labels.max() ?? -1) + 1
        repeatVotes = items.count - keptLabels.count
    }
}
