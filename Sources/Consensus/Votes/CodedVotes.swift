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
        let itemCount = Int(items.max() ?? -1) + 1
        var (pairs, starts) = Self.byItem(items, workers, labels, itemCount: itemCount)
        var kept = 0
        pairs.withUnsafeMutableBufferPointer { pairs in
            var start = 0
            for item in 0..<itemCount {
                let end = starts[item + 1]
                UnsafeMutableBufferPointer(rebasing: pairs[start..<end]).sortFew { $0.worker < $1.worker }
                for place in start..<end where place + 1 == end || pairs[place + 1].worker != pairs[place].worker {
                    pairs[kept] = pairs[place]
                    kept += 1
                }
                starts[item + 1] = kept
                start = end
            }
        }
        itemOffsets = starts
        self.workers = pairs[..<kept].map(\.worker)
        self.labels = pairs[..<kept].map(\.label)
        repeatVotes = items.count - kept
    }

    private typealias Pair = (worker: Int32, label: Int32)

    /// Workers and labels of the votes on each item, as they stood, and where those of each item start, with the number
    /// of all at the end (a counting sort).
    private static func byItem(
        _ items: [Int32], _ workers: [Int32], _ labels: [Int32], itemCount: Int
    ) -> (pairs: [Pair], starts: [Int]) {
        var starts = [Int](repeating: 0, count: itemCount + 1)
        for item in items { starts[Int(item) + 1] += 1 }
        for item in 0..<itemCount { starts[item + 1] += starts[item] }
        var next = starts
        let pairs = [Pair](unsafeUninitializedCapacity: items.count) { buffer, count in
            next.withUnsafeMutableBufferPointer { next in
                for vote in items.indices {
                    let item = Int(items[vote])
                    buffer.initializeElement(at: next[item], to: (workers[vote], labels[vote]))
                    next[item] += 1
                }
            }
            count = items.count
        }
        return (pairs, starts)
    }
}
