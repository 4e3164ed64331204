/// Which votes each worker gave: the transpose of coded votes, which are grouped by item.
public struct VotesByWorker: Sendable {
    private let offsets: [Int]
    private let votes: [Int32]

    /// - Complexity: O(*n*) for *n* votes.
    public init(_ coded: CodedVotes) {
        var starts = [Int](repeating: 0, count: coded.workerCount + 1)
        for worker in coded.workers { starts[Int(worker) + 1] += 1 }
        for worker in 0..<coded.workerCount { starts[worker + 1] += starts[worker] }
        offsets = starts
        var placed = [Int32](repeating: 0, count: coded.voteCount)
        for (vote, worker) in coded.workers.enumerated() {
            placed[starts[Int(worker)]] = Int32(vote)
            starts[Int(worker)] += 1
        }
        votes = placed
    }

    /// A worker's votes, as places in the coded votes, ascending by item.
    public subscript(worker: Int) -> ArraySlice<Int32> { votes[offsets[worker]..<offsets[worker + 1]] }
}
