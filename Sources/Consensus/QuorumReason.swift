public import QuorumCore

/// Says in words why a task stands where it stands.
public enum QuorumReason {
    /// - Parameter keys: the answers' keys in the order they came.
    public static func answers(keys: [String], policy: QuorumPolicy) -> String {
        let most = Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +).values.max() ?? 0
        switch QuorumTally.decide(keys: keys, policy: policy) {
        case .settled(_, let support): return "\(support) of \(count(keys.count, "answer")) match."
        case .contested:
            return "\(most) of \(count(keys.count, "answer")) match; \(policy.agree) can no longer be reached with at "
                + "most \(policy.max)."
        case .open(let wanted):
            return keys.isEmpty
                ? "Nobody has answered yet; \(policy.agree) matching answers settle the task."
                : "\(most) of \(count(keys.count, "answer")) match; \(wanted) more could settle the task."
        }
    }

    /// Of answers that have parts, each put to the vote by itself.
    ///
    /// - Parameters:
    ///   - noun: what a part is.
    ///   - undecided: the parts that neither side has settled, with the answers that have them.
    static func elements(
        _ outcome: QuorumOutcome, noun: String, votes: ElementVotes, undecided: [(name: String, support: Int)]
    ) -> String {
        let answers = votes.answers
        let parts =
            undecided.prefix(3).map { "\($0.name) \($0.support) of \(answers)" }.joined(separator: "; ")
            + (undecided.count > 3 ? "; …" : ".")
        let share = "\(undecided.count) of \(count(votes.elements.count, noun))"
        switch outcome {
        case .settled(_, let support):
            return votes.elements.isEmpty
                ? "None of \(count(answers, "answer")) has a \(noun)."
                : "Every \(noun) has at least \(support) of \(count(answers, "vote")) for or against it."
        case .contested:
            return "\(share) \(undecided.count == 1 ? "is" : "are") contested: \(parts)"
        case .open(let wanted):
            if answers == 0 {
                return
                    "Nobody has answered yet; \(votes.policy.agree) votes for or against each \(noun) settle the task."
            }
            return undecided.isEmpty
                ? "\(count(answers, "answer")) so far; \(wanted) more could settle the task."
                : "\(share) \(undecided.count == 1 ? "is" : "are") undecided: \(parts) \(wanted) more could settle the "
                    + "task."
        }
    }

    static func words(
        _ outcome: QuorumOutcome, _ slots: [WordStanding.Slot], answers: Int, policy: QuorumPolicy
    ) -> String {
        let unsettled = slots.filter { !$0.isSettled }
        switch outcome {
        case .settled(_, let support):
            return unsettled.isEmpty && !slots.isEmpty
                ? "Every word has at least \(support) of \(count(answers, "vote"))."
                : "\(support) of \(count(answers, "answer")) match."
        case .contested:
            return "\(share(unsettled.count, of: slots.count)) \(unsettled.count == 1 ? "is" : "are") contested: "
                + unsettled.prefix(3).map(described).joined(separator: "; ") + (unsettled.count > 3 ? "; …" : ".")
        case .open(let wanted):
            if answers == 0 { return "Nobody has answered yet; \(policy.agree) votes for each word settle the task." }
            if slots.isEmpty {
                return "\(count(answers, "answer")) so far; words are compared from \(policy.agree) on."
            }
            return "\(share(unsettled.count, of: slots.count)) \(unsettled.count == 1 ? "has" : "have") fewer than "
                + "\(policy.agree) votes; \(wanted) more \(wanted == 1 ? "answer" : "answers") could settle the task."
        }
    }

    private static func described(_ slot: WordStanding.Slot) -> String {
        slot.candidates.map { ($0.text.isEmpty ? "no word" : "“\($0.text)”") + " \($0.votes)" }.joined(separator: ", ")
    }

    private static func share(_ part: Int, of all: Int) -> String { "\(part) of \(count(all, "word"))" }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
