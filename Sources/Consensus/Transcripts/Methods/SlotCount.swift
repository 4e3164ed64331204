/// Decides a task slot by slot and keeps the score.
struct SlotCount {
    private let votes: Int
    private var vote = SlotVote()
    private var text = ConsensusText()
    private var support: Int
    private var slots = 0
    private var agreement = 0.0
    private var confidence = 0.0
    private let isTied: Bool

    init(votes: Int, isTied: Bool = false) {
        self.votes = votes
        self.isTied = isTied
        support = votes
    }

    /// - Parameters:
    ///   - confidence: from the winner's share of the weight to how likely it is right; nil takes the share.
    ///   - weight: of each vote.
    /// - Returns: the candidate that won.
    mutating func decide(
        _ slot: Int, of task: TaskSlots, from coded: borrowing CodedTranscripts, confidence likelihood: Double? = nil,
        weight: (Int) -> Double
    ) -> Int32 {
        vote.count(slot, of: task, weight: weight)
        let winner = vote.winner
        if winner != WordSlots.gap {
            let forms = task.forms(of: winner, in: slot, from: coded, weight: weight)
            text.append(written: forms.written, key: forms.key)
        }
        let total = vote.weights.reduce(0, +)
        support = min(support, vote.counts[Int(winner)])
        slots += 1
        agreement += Double(vote.counts[Int(winner)]) / Double(votes)
        confidence += likelihood ?? (total > 0 ? vote.weights[Int(winner)] / total : 0)
        return winner
    }

    var consensus: TranscriptConsensus {
        let isEmpty = slots == 0
        return TranscriptConsensus(
            text: text.text, key: text.key, support: support, votes: votes,
            agreement: isEmpty ? (votes == 0 ? 0 : 1) : agreement / Double(slots),
            confidence: isEmpty ? (votes == 0 ? 0 : 1) : confidence / Double(slots), isTied: isTied)
    }
}
