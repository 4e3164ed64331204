import Consensus
import QuorumCore
import Testing

/// Sets of labels and of spans, of which each part is put to the vote.
@Suite struct ElementQuorumTests {
    /// Every sequence of up to four of all sets of two labels, under every policy up to 4/4.
    @Test func labelSetsSettleLabelByLabelAndStoppingEarlyChangesNothing() throws {
        let sets = [[], ["a"], ["b"], ["a", "b"]].map(CanonicalAnswer.text(labels:))
        for max in 1...4 {
            for agree in 1...max {
                let policy = try QuorumPolicy(agree: agree, max: max, match: .label)
                for sequence in sequences(of: sets, length: max) {
                    let final = LabelQuorum.decide(sequence, policy: policy).outcome
                    #expect(final == reference(sequence, labels: ["a", "b"], policy), "\(sequence) under \(policy)")
                    for length in 0..<max {
                        let head = Array(sequence.prefix(length))
                        let outcome = LabelQuorum.decide(head, policy: policy).outcome
                        guard case .open(let wanted) = outcome else {
                            #expect(outcome == final, "\(sequence) under \(policy) after \(length)")
                            continue
                        }
                        let earliest = (1...(max - length)).first { more in
                            sequences(of: sets, length: more).contains { tail in
                                LabelQuorum.decide(head + tail, policy: policy).label != nil
                            }
                        }
                        #expect(wanted == earliest, "\(head) under \(policy)")
                    }
                }
            }
        }
    }

    @Test func addingOneByOneIsDecidingAtOnce() throws {
        var generator = SeededNumbers(seed: 11)
        let labels = ["a", "b", "c", "d"]
        for _ in 0..<300 {
            let most = Int.random(in: 1...7, using: &generator)
            let policy = try QuorumPolicy(
                agree: Int.random(in: 1...most, using: &generator), max: most, match: .label)
            let answers = (0..<most).map { _ in
                CanonicalAnswer.text(labels: labels.filter { _ in Bool.random(using: &generator) })
            }
            var quorum = LabelQuorum(policy)
            for (index, answer) in answers.enumerated() {
                quorum.add(answer)
                let batch = LabelQuorum.decide(Array(answers[...index]), policy: policy)
                #expect(quorum.outcome == batch.outcome && quorum.reason == batch.reason)
            }
        }
    }

    @Test func spansMatchByOverlapAndTakeTheirMedianBounds() throws {
        let policy = try QuorumPolicy(agree: 3, max: 5, match: .overlap)
        let answers = [
            [span(0, 10, "x"), span(20, 24, "y")], [span(1, 10, "x")], [span(1, 12, "x"), span(20, 25, "z")],
        ].map(CanonicalAnswer.text(spans:))
        let quorum = SpanQuorum.decide(answers, policy: policy)
        #expect(quorum.outcome == .open(wanted: 1))
        let settled = SpanQuorum.decide(answers + ["[]"], policy: policy)
        #expect(settled.label == CanonicalAnswer.text(spans: [span(1, 10, "x")]))
        // Three for x, one against; one for y and for z, three against.
        #expect(settled.outcome == .settled(key: settled.label ?? "", support: 3))
    }

    /// Where spans have to be equal they are labels of a set.
    @Test func equalSpansAreVotedOnAsLabelsAre() throws {
        var generator = SeededNumbers(seed: 5)
        let spans = [span(0, 2, "x"), span(0, 3, "x"), span(0, 2, "y"), span(5, 6, "x")]
        for _ in 0..<300 {
            let most = Int.random(in: 1...6, using: &generator)
            let agree = Int.random(in: 1...most, using: &generator)
            let bySpan = try QuorumPolicy(agree: agree, max: most, match: .overlap, overlap: 1)
            let byLabel = try QuorumPolicy(agree: agree, max: most, match: .label)
            let chosen = (0..<most).map { _ in spans.indices.filter { _ in Bool.random(using: &generator) } }
            let one = SpanQuorum.decide(
                chosen.map { CanonicalAnswer.text(spans: $0.map { spans[$0] }) }, policy: bySpan)
            let other = LabelQuorum.decide(
                chosen.map { CanonicalAnswer.text(labels: $0.map { String($0) }) }, policy: byLabel)
            switch (one.outcome, other.outcome) {
            case (.settled(_, let support), .settled(_, let expected)):
                #expect(support == expected)
                let numbers = CanonicalAnswer.labels(other.label ?? "")?.compactMap { Int($0) } ?? []
                #expect(one.label == CanonicalAnswer.text(spans: numbers.map { spans[$0] }))
            default: #expect(one.outcome == other.outcome)
            }
        }
    }

    /// Whatever was marked before, people who from now on mark what can still win settle an open task in so many steps.
    @Test func anOpenSpanTaskCanSettleInAsManyAnswersAsItWants() throws {
        var generator = SeededNumbers(seed: 23)
        for _ in 0..<400 {
            let most = Int.random(in: 1...5, using: &generator)
            let policy = try QuorumPolicy(
                agree: Int.random(in: 1...most, using: &generator), max: most, match: .overlap, overlap: 0.4)
            var given: [[LabeledSpan]] = []
            for _ in 0..<Int.random(in: 0...most, using: &generator) {
                given.append(
                    (0..<Int.random(in: 0...2, using: &generator)).map { _ in
                        let start = Int.random(in: 0...6, using: &generator)
                        return span(start, start + Int.random(in: 1...4, using: &generator), "x")
                    })
            }
            let answers = given.map { CanonicalAnswer.text(spans: Array(Set($0))) }
            guard case .open(let wanted) = SpanQuorum.decide(answers, policy: policy).outcome else { continue }
            // Every set of the spans there are is tried as what everybody says from now on.
            let all = Array(Set(given.joined())).sorted()
            let settles = (0..<(1 << all.count)).contains { bits in
                let next = CanonicalAnswer.text(spans: all.indices.filter { bits >> $0 & 1 == 1 }.map { all[$0] })
                return SpanQuorum.decide(answers + Array(repeating: next, count: wanted), policy: policy).label != nil
            }
            #expect(settles, "\(answers) under \(policy)")
        }
    }

    private func span(_ start: Int, _ end: Int, _ label: String) -> LabeledSpan {
        LabeledSpan(start: start, end: end, label: label)
    }

    /// The rule stated without stopping early: each label is what first has `agree` votes for or against it.
    private func reference(_ sequence: [String], labels: [String], _ policy: QuorumPolicy) -> QuorumOutcome {
        let sets = sequence.map { CanonicalAnswer.labels($0) ?? [] }
        for count in 1...sets.count {
            var chosen: [String] = []
            var support = count
            let verdicts = labels.map { label -> Bool? in
                for length in 1...count {
                    let votes = sets.prefix(length).count { $0.contains(label) }
                    if votes >= policy.agree || length - votes >= policy.agree {
                        let total = sets.prefix(count).count { $0.contains(label) }
                        let isKnown = sets.prefix(count).joined().contains(label)
                        if votes >= policy.agree { chosen.append(label) }
                        if isKnown { support = min(support, votes >= policy.agree ? total : count - total) }
                        return votes >= policy.agree
                    }
                }
                return nil
            }
            if verdicts.allSatisfy({ $0 != nil }) {
                return .settled(key: CanonicalAnswer.text(labels: chosen), support: support)
            }
        }
        return .contested
    }

    private func sequences(of keys: [String], length: Int) -> [[String]] {
        guard length > 0 else { return [[]] }
        return sequences(of: keys, length: length - 1).flatMap { head in keys.map { head + [$0] } }
    }
}
