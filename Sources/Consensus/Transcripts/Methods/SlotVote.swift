/// A vote on the candidates of one slot.
struct SlotVote {
    /// Weight for each candidate, the gap first.
    private(set) var weights: [Double] = []
    private(set) var counts: [Int] = []

    mutating func start(candidates: Int) {
        weights.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
        for _ in 0..<candidates {
            weights.append(0)
            counts.append(0)
        }
    }

    mutating func add(_ weight: Double, for candidate: Int32) {
        weights[Int(candidate)] += weight
        counts[Int(candidate)] += 1
    }

    mutating func count(_ slot: Int, of task: TaskSlots, weight: (Int) -> Double) {
        start(candidates: task.slots.candidateCounts[slot])
        for place in 0..<task.voteCount { add(weight(place), for: task.candidate(slot, place)) }
    }

    /// The candidate with the most weight; of equal ones (to 1e-9) that with the most votes, then the one most given
    /// first in the order of the answers, a word before a gap.
    var winner: Int32 {
        var best = weights.count > 1 ? 1 : 0
        for candidate in weights.indices where candidate != best {
            let lead = weights[candidate] - weights[best]
            if lead > 1e-9 || lead > -1e-9 && counts[candidate] > counts[best] { best = candidate }
        }
        return Int32(best)
    }

    /// Whether another candidate has as much weight.
    func isTied(_ winner: Int32) -> Bool {
        weights.indices.contains { $0 != Int(winner) && abs(weights[$0] - weights[Int(winner)]) <= 1e-9 }
    }
}
