/// The different (worker, label) pairs among votes, and which of them each vote is: the rows of workers' error matrices
/// that the votes say anything about.
struct VotePairs: Sendable {
    /// The pair of each vote, by the vote's place in the coded votes.
    let pairs: [Int32]
    /// Worker `w` has the pairs `workerOffsets[w]..<workerOffsets[w + 1]`, ascending by label.
    let workerOffsets: [Int]
    let labels: [Int32]

    var count: Int { labels.count }

    /// - Complexity: O(*n*) for *n* votes, and O(*m* log *m*) for the *m* votes of a worker.
    init(_ votes: CodedVotes, byWorker: VotesByWorker) {
        var pairs = [Int32](repeating: 0, count: votes.voteCount)
        var offsets = [0]
        var labels: [Int32] = []
        offsets.reserveCapacity(votes.workerCount + 1)
        var pairOfLabel = [Int32](repeating: -1, count: votes.labelCount)
        for worker in 0..<votes.workerCount {
            let start = labels.count
            for vote in byWorker[worker] where pairOfLabel[Int(votes.labels[Int(vote)])] < 0 {
                pairOfLabel[Int(votes.labels[Int(vote)])] = 0
                labels.append(votes.labels[Int(vote)])
            }
            labels[start...].sort()
            for pair in start..<labels.count { pairOfLabel[Int(labels[pair])] = Int32(pair) }
            for vote in byWorker[worker] { pairs[Int(vote)] = pairOfLabel[Int(votes.labels[Int(vote)])] }
            for label in labels[start...] { pairOfLabel[Int(label)] = -1 }
            offsets.append(labels.count)
        }
        self.pairs = pairs
        self.workerOffsets = offsets
        self.labels = labels
    }
}
