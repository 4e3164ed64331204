import Consensus
import QuorumCore
import Testing

@Suite struct QuorumTallyTests {
    private let fourOfSeven: QuorumPolicy

    init() throws {
        fourOfSeven = try QuorumPolicy(agree: 4, max: 7)
    }

    @Test func asksForAsManyAnswersAsWouldSettle() {
        #expect(QuorumTally.decide(keys: [], policy: fourOfSeven) == .open(wanted: 4))
        #expect(QuorumTally.decide(keys: ["a", "b"], policy: fourOfSeven) == .open(wanted: 3))
        #expect(QuorumTally.decide(keys: ["a", "b", "a"], policy: fourOfSeven) == .open(wanted: 2))
    }

    @Test func settlesAtTheQuorum() {
        let outcome = QuorumTally.decide(keys: ["a", "b", "a", "a", "a"], policy: fourOfSeven)
        #expect(outcome == .settled(key: "a", support: 4))
    }

    @Test func isContestedAsSoonAsNoAnswerCanReachTheQuorum() {
        #expect(QuorumTally.decide(keys: ["a", "b", "c", "d"], policy: fourOfSeven) == .open(wanted: 3))
        #expect(QuorumTally.decide(keys: ["a", "b", "c", "d", "e"], policy: fourOfSeven) == .contested)
        #expect(QuorumTally.decide(keys: ["a", "a", "b", "b", "c", "c"], policy: fourOfSeven) == .contested)
    }

    /// Every sequence of up to five answers out of three, under every policy up to 5/5.
    @Test func stoppingEarlyNeverChangesTheOutcome() throws {
        for max in 1...5 {
            for agree in 1...max {
                let policy = try QuorumPolicy(agree: agree, max: max)
                for sequence in sequences(of: ["a", "b", "c"], length: max) {
                    let final = QuorumTally.decide(keys: sequence, policy: policy)
                    #expect(final == reference(sequence, policy: policy), "\(sequence) under \(policy)")
                    for length in 0..<max {
                        let outcome = QuorumTally.decide(keys: Array(sequence.prefix(length)), policy: policy)
                        if case .open(let wanted) = outcome {
                            #expect(wanted >= 1 && length + wanted <= max, "\(sequence.prefix(length)) under \(policy)")
                        } else {
                            #expect(outcome == final, "\(sequence) under \(policy) after \(length)")
                        }
                    }
                }
            }
        }
    }

    /// The rule stated without stopping early: the first answer to reach the quorum, if any does.
    private func reference(_ keys: [String], policy: QuorumPolicy) -> QuorumOutcome {
        for length in 1...keys.count {
            let prefix = keys.prefix(length)
            let count = prefix.count { $0 == prefix.last }
            if count == policy.agree { return .settled(key: keys[length - 1], support: count) }
        }
        return .contested
    }

    private func sequences(of keys: [String], length: Int) -> [[String]] {
        guard length > 0 else { return [[]] }
        return sequences(of: keys, length: length - 1).flatMap { head in keys.map { head + [$0] } }
    }
}

@Suite struct QuorumPolicyTests {
    @Test func readsItsWrittenForm() throws {
        let policy = try QuorumPolicy(parsing: "4/7")
        #expect(policy.agree == 4 && policy.max == 7)
        #expect(policy.description == "4/7")
    }

    @Test func refusesAPolicyThatCanNeverSettle() {
        #expect(throws: QuorumPolicyError.agreeExceedsMax(agree: 5, max: 3)) { try QuorumPolicy(parsing: "5/3") }
    }

    @Test(arguments: ["", "4", "4/", "/7", "a/b", "4/7/9", "4 of 7"])
    func refusesOtherForms(text: String) {
        #expect(throws: QuorumPolicyError.malformed(text)) { try QuorumPolicy(parsing: text) }
    }

    @Test func refusesSizesOutOfRange() {
        #expect(throws: QuorumPolicyError.agreeTooSmall(0)) { try QuorumPolicy(agree: 0, max: 3) }
        #expect(throws: QuorumPolicyError.maxTooLarge(500)) { try QuorumPolicy(agree: 2, max: 500) }
    }
}
