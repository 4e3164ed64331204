/// Recogniser output voting error reduction (Fiscus 1997) on a network that does not depend on the answers' order,
/// each answer counting 1, or as much as its worker's weight. Of equally supported words the one from those who agree
/// with the others in the rest of the task wins.
enum ROVER {
    /// What agreement in the rest of the task adds to a vote: enough to decide between equals, not to outvote anybody.
    private static let tieBreak = 1e-6

    /// - Parameter weights: by code of the worker; empty for equal ones.
    static func aggregate(
        _ votes: CodedVotes, _ coded: CodedTranscripts, weights: [Double] = []
    ) -> TranscriptAggregate {
        var distance = EditDistance()
        var matched = WorkerShares(count: votes.workerCount)
        var consensus: [TranscriptConsensus] = []
        consensus.reserveCapacity(votes.itemCount)
        for item in 0..<votes.itemCount {
            let range = votes.itemOffsets[item]..<votes.itemOffsets[item + 1]
            let task = TaskSlots(votes.labels[range], of: coded, distance: &distance)
            let plain = votes.workers[range].map { weights.isEmpty ? 1 : weights[Int($0)] }
            var agreeing = [Double](repeating: 0, count: plain.count)
            var vote = SlotVote()
            var isTied = false
            for slot in 0..<task.slots.count {
                vote.count(slot, of: task) { plain[$0] }
                if vote.isTied(vote.winner) { isTied = true }
                for place in plain.indices where task.candidate(slot, place) == vote.winner { agreeing[place] += 1 }
            }
            var count = SlotCount(votes: task.voteCount, isTied: isTied)
            for slot in 0..<task.slots.count {
                let winner = count.decide(slot, of: task, from: coded) { plain[$0] + tieBreak * agreeing[$0] }
                for (place, worker) in votes.workers[range].enumerated() {
                    matched.add(task.candidate(slot, place) == winner ? 1 : 0, to: worker)
                }
            }
            consensus.append(count.consensus)
        }
        return TranscriptAggregate(consensus: consensus, workerWeights: matched.shares(prior: 0, mean: 0))
    }
}

/// Sums of shares for each worker.
struct WorkerShares {
    private var sums: [Double]
    private var counts: [Double]

    init(count: Int) {
        sums = [Double](repeating: 0, count: count)
        counts = sums
    }

    mutating func add(_ share: Double, to worker: Int32) {
        sums[Int(worker)] += share
        counts[Int(worker)] += 1
    }

    var mean: Double {
        let total = counts.reduce(0, +)
        return total > 0 ? sums.reduce(0, +) / total : 0
    }

    /// Each worker's share, drawn to `mean` as if by `prior` further cells.
    func shares(prior: Double, mean: Double) -> [Double] {
        zip(sums, counts).map { sum, count in
            count + prior > 0 ? (sum + prior * mean) / (count + prior) : 0
        }
    }
}
