internal import QuorumCore

/// How far a transcript is decided, place by place.
public struct WordStanding: Sendable, Equatable {
    /// One place of the transcript.
    public struct Slot: Sendable, Equatable {
        /// What was given there, most votes first.
        public let candidates: [Candidate]
        /// Whether the first has as many votes as the policy asks for.
        public let isSettled: Bool
    }

    public struct Candidate: Sendable, Equatable {
        /// As most of its voters wrote it; empty for no word.
        public let text: String
        public let votes: Int
    }

    public let outcome: QuorumOutcome
    /// In order; empty until as many answers are there as must agree.
    public let slots: [Slot]
    /// The text of a settled task, each word as most of its voters wrote it.
    public let text: String?
    /// Why the task is settled, contested or open.
    public let reason: String

    init(outcome: QuorumOutcome, slots: [QuorumSlot], answers: [AnswerWords], policy: QuorumPolicy) {
        self.outcome = outcome
        let trust = slots.trust(answers: answers.count)
        let described = slots.map { slot in
            let ranked = slot.ranked
            return Slot(
                candidates: ranked.map { Candidate(text: $0.form(trust: trust).written, votes: $0.votes) },
                isSettled: slot.mostVotes >= policy.agree)
        }
        self.slots = described
        text = Self.text(outcome, slots, answers, trust)
        reason = QuorumReason.words(outcome, described, answers: answers.count, policy: policy)
    }

    private static func text(
        _ outcome: QuorumOutcome, _ slots: [QuorumSlot], _ answers: [AnswerWords], _ trust: [Int]
    ) -> String? {
        guard case .settled(let key, let support) = outcome else { return nil }
        let whole = answers.filter { $0.keys.joined(separator: " ") == key }
        if whole.count >= support {
            let forms = whole.map { (answer: $0.form($0.keys.indices).written, key: key) }
            return Representative.answer(for: key, among: forms)
        }
        var text = ConsensusText()
        for slot in slots {
            guard let form = slot.ranked.first?.form(trust: trust) else { continue }
            text.append(written: form.written, key: form.key)
        }
        return text.text
    }
}
