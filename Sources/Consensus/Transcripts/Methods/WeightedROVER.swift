internal import Glibc

/// ROVER in which a vote counts as much as its worker has proved right: on all tasks, on this one, and around this word.
///
/// Nobody's reliability is known beforehand. Each round lets the votes of every slot choose among its candidates, then
/// takes for each vote the probability of its candidate as the share in which its worker is right there (the one-coin
/// model of Dawid and Skene on the slots of word networks). A share rests on what is nearest and falls back on what is
/// wider: the words around it, the worker's whole answer, all of the worker's answers, everybody's. Someone who lost the
/// thread in the middle of a sentence thus counts for little there and for much elsewhere.
struct WeightedROVER {
    /// Further cells, as it were, with which all of a worker's answers are drawn to everybody's mean.
    var workerPrior = 50.0
    /// The same, with which one answer is drawn to all of the worker's.
    var answerPrior = 10.0
    /// The same, with which the surroundings of a word are drawn to the whole answer.
    var surroundingsPrior = 5.0
    /// Slots on each side that are the surroundings.
    var reach = 3
    /// Wrong words there are for each right one, all equally likely.
    var alternatives = 20.0
    var rounds = 10

    private static let startingShare = 0.85
    private static let shareRange = 0.05...0.99

    /// - Complexity: O(*r v k*) for *r* rounds, *v* words in all and *k* candidates a slot, besides the networks.
    func aggregate(_ votes: CodedVotes, _ coded: CodedTranscripts) -> TranscriptAggregate {
        var distance = EditDistance()
        let tasks = (0..<votes.itemCount).map { item in
            TaskSlots(
                votes.labels[votes.itemOffsets[item]..<votes.itemOffsets[item + 1]], of: coded, distance: &distance)
        }
        var cells = tasks.map { ReliabilityCells(slots: $0.slots.count, votes: $0.voteCount) }
        var workerShares = [Double](repeating: Self.startingShare, count: votes.workerCount)
        var vote = SlotVote()
        for _ in 0..<rounds {
            var shares = WorkerShares(count: votes.workerCount)
            for (item, task) in tasks.enumerated() {
                settle(task, &cells[item], &vote)
                for place in 0..<task.voteCount {
                    let worker = votes.workers[votes.itemOffsets[item] + place]
                    for slot in 0..<task.slots.count { shares.add(cells[item].right[slot, place], to: worker) }
                }
            }
            workerShares = shares.shares(prior: workerPrior, mean: shares.mean)
            for item in tasks.indices {
                let first = votes.itemOffsets[item]
                for place in 0..<tasks[item].voteCount {
                    weigh(&cells[item], place, workerShare: workerShares[Int(votes.workers[first + place])])
                }
            }
        }
        let consensus = tasks.indices.map { decide(tasks[$0], cells[$0], from: coded) }
        return TranscriptAggregate(consensus: consensus, workerWeights: workerShares)
    }

    /// Finds for each vote of each slot the probability that its candidate is right.
    private func settle(_ task: TaskSlots, _ cells: inout ReliabilityCells, _ vote: inout SlotVote) {
        for slot in 0..<task.slots.count {
            vote.count(slot, of: task) { cells.weight[slot, $0] }
            // A candidate nobody gives has no part in it; the gap is always counted, but may have no votes.
            let top = vote.weights.indices.filter { vote.counts[$0] > 0 }.map { vote.weights[$0] }.max() ?? 0
            var total = 0.0
            for candidate in vote.weights.indices where vote.counts[candidate] > 0 {
                total += exp(vote.weights[candidate] - top)
            }
            for place in 0..<task.voteCount {
                cells.right[slot, place] = exp(vote.weights[Int(task.candidate(slot, place))] - top) / total
            }
        }
    }

    /// Sets the weights of one vote's cells to the log odds of being right rather than giving one given wrong word.
    private func weigh(_ cells: inout ReliabilityCells, _ place: Int, workerShare: Double) {
        let count = cells.slots
        let whole = (0..<count).reduce(0) { $0 + cells.right[$1, place] }
        for slot in 0..<count {
            let own = cells.right[slot, place]
            let answer = (whole - own + answerPrior * workerShare) / (Double(count - 1) + answerPrior)
            let near = max(0, slot - reach)...min(count - 1, slot + reach)
            let around = near.reduce(-own) { $0 + cells.right[$1, place] }
            let share = (around + surroundingsPrior * answer) / (Double(near.count - 1) + surroundingsPrior)
            cells.weight[slot, place] = Self.logOdds(share, alternatives)
        }
    }

    fileprivate static func logOdds(_ share: Double, _ alternatives: Double) -> Double {
        let share = min(max(share, shareRange.lowerBound), shareRange.upperBound)
        return log(share * alternatives / (1 - share))
    }

    private func decide(
        _ task: TaskSlots, _ cells: ReliabilityCells, from coded: CodedTranscripts
    ) -> TranscriptConsensus {
        var vote = SlotVote()
        let isTied = (0..<task.slots.count).contains { slot in
            vote.count(slot, of: task) { cells.weight[slot, $0] }
            return vote.isTied(vote.winner)
        }
        var count = SlotCount(votes: task.voteCount, isTied: isTied)
        for slot in 0..<task.slots.count {
            let right = (0..<task.voteCount).map { cells.right[slot, $0] }.max() ?? 0
            _ = count.decide(slot, of: task, from: coded, confidence: right) { cells.weight[slot, $0] }
        }
        return count.consensus
    }
}

/// What is known of each vote in each slot of one task.
private struct ReliabilityCells {
    let slots: Int
    /// The probability that the vote is right.
    var right: Grid
    /// What the vote counts.
    var weight: Grid

    init(slots: Int, votes: Int) {
        self.slots = slots
        right = Grid(rows: slots, columns: votes, 0)
        weight = Grid(rows: slots, columns: votes, 1)
    }
}

private struct Grid {
    private let columns: Int
    private var values: [Double]

    init(rows: Int, columns: Int, _ value: Double) {
        self.columns = columns
        values = [Double](repeating: value, count: rows * columns)
    }

    subscript(row: Int, column: Int) -> Double {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }
}
