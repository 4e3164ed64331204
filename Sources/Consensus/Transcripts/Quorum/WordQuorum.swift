public import QuorumCore

/// The quorum on each word of a transcript, one answer after the other.
///
/// The first `agree` answers make the slots: their word network, which does not depend on their order. Every later
/// answer is laid along these slots by itself and votes in each, so the votes do not depend on its place among the
/// others either. A task settles when every slot has a candidate, a word or none, with `agree` votes; or when `agree`
/// whole answers match. A word that only later answers have is in no slot: all of the first `agree` say that there is
/// none, which is that many votes.
///
/// Votes are never taken back, so a slot can still settle if and only if its best candidate's votes and the answers that
/// may yet come reach `agree`. That makes it exact when no more need be asked.
public struct WordQuorum: Sendable {
    public let policy: QuorumPolicy
    private var answers: [AnswerWords] = []
    private var slots: [QuorumSlot] = []
    /// What the first answers have in each slot.
    private var held: [[(letters: [UInt32], count: Int32)]] = []
    /// Where those answers have it.
    private var runs: [[Range<Int>]] = []
    private var outcome: QuorumOutcome

    public init(_ policy: QuorumPolicy) {
        self.policy = policy
        outcome = .open(wanted: policy.agree)
    }

    /// Decides a task from its answers in the order they came.
    public static func decide(_ answers: [String], policy: QuorumPolicy) -> WordStanding {
        var quorum = WordQuorum(policy)
        for answer in answers.prefix(policy.max) { quorum.add(answer) }
        return quorum.standing
    }

    /// Takes one more answer. Once the task is decided it changes nothing.
    ///
    /// - Complexity: O(*n*²) comparisons of words for *n* words, but for the answer that completes the first `agree`,
    ///   O(*k*²*n*²) for *k* of them.
    public mutating func add(_ answer: String) {
        guard case .open = outcome else { return }
        let words = AnswerWords(answer, normalisation: policy.normalisation)
        answers.append(words)
        if answers.count == policy.agree {
            makeSlots()
        } else if answers.count > policy.agree {
            vote(words)
        }
        outcome = decided()
    }

    public var standing: WordStanding {
        WordStanding(outcome: outcome, slots: slots, answers: answers, policy: policy)
    }

    private mutating func makeSlots() {
        let network = FirstAnswers(answers)
        runs = network.runs
        for slot in 0..<network.slotCount {
            var votes = QuorumSlot()
            var held: [(letters: [UInt32], count: Int32)] = []
            for (answer, words) in answers.enumerated() {
                let run = runs[answer][slot]
                votes.vote(for: fold(words.letters(run)), by: answer, form: words.form(run))
                let letters = words.letters(run)
                if let known = held.firstIndex(where: { $0.letters == letters }) {
                    held[known].count += 1
                } else {
                    held.append((letters, 1))
                }
            }
            slots.append(votes)
            self.held.append(held)
        }
    }

    private mutating func vote(_ words: AnswerWords) {
        // The same words as one of the first answers stand where that has them.
        if let same = answers.prefix(policy.agree).firstIndex(where: { $0.keys == words.keys }) {
            for (slot, run) in runs[same].enumerated() { vote(words, .words(run), in: slot) }
            return
        }
        var placement = SlotPlacement(words, slots: held)
        for (slot, filling) in placement.fillings().enumerated() { vote(words, filling, in: slot) }
    }

    private mutating func vote(_ words: AnswerWords, _ filling: SlotPlacement.Filling, in slot: Int) {
        switch filling {
        case .words(let run):
            slots[slot].vote(for: fold(words.letters(run)), by: answers.count - 1, form: words.form(run))
        case .part(let letters):
            slots[slot].vote(for: fold(letters), by: answers.count - 1, form: nil)
        }
    }

    private func fold(_ letters: [UInt32]) -> [UInt32] {
        policy.normalisation.contains(.foldsSpelling) ? SpellingFold.folded(letters) : letters
    }

    private func decided() -> QuorumOutcome {
        let keys = answers.map { $0.keys.joined(separator: " ") }
        let whole = QuorumTally.decide(keys: keys, policy: policy)
        if case .settled = whole { return whole }
        guard answers.count >= policy.agree else { return .open(wanted: policy.agree - answers.count) }
        let least = slots.map(\.mostVotes).min() ?? policy.agree
        if least >= policy.agree {
            let trust = slots.trust(answers: answers.count)
            let key = slots.compactMap { $0.ranked.first?.form(trust: trust).key }.filter { !$0.isEmpty }
            return .settled(key: key.joined(separator: " "), support: least)
        }
        let wanted = policy.agree - least
        let left = policy.max - answers.count
        switch whole {
        case .open(let byAnswer): return .open(wanted: min(wanted, byAnswer))
        case .settled, .contested: return wanted <= left ? .open(wanted: wanted) : .contested
        }
    }
}

/// The slots that the first answers make.
private struct FirstAnswers {
    let slotCount: Int
    /// For each answer the words it has in each slot.
    let runs: [[Range<Int>]]

    init(_ answers: [AnswerWords]) {
        var table = WordTable()
        let coded = answers.map { $0.keys.map { table.code(of: Array($0.utf8)[...]) }[...] }
        let words = TaskAnswers(coded, table: table)
        var distance = EditDistance()
        let costs = AlignmentCosts(words: words.words, table: table, distance: &distance)
        let slots = WordSlots(WordNetwork(words, costs: costs), words, table: table)
        slotCount = slots.count
        runs = answers.indices.map { answer in
            (0..<slots.count).map { slots.run($0, words.indexOf[answer]) }
        }
    }
}
