import Consensus
import QuorumCore
import Testing

@Suite struct WordQuorumTests {
    private func policy(
        _ text: String, _ normalisation: TextNormalisation = .standardForWords
    ) throws -> QuorumPolicy {
        try QuorumPolicy(parsing: text, match: .word, normalisation: normalisation)
    }

    @Test func settlesThoughNoTwoAnswersMatch() throws {
        let answers = ["One two three for.", "one too three four", "won two three four", "One two tree four"]
        let standing = WordQuorum.decide(answers, policy: try policy("3/4"))
        #expect(standing.outcome == .settled(key: "one two three four", support: 3))
        #expect(standing.text == "One two three four")
        #expect(standing.reason == "Every word has at least 3 of 4 votes.")
    }

    @Test func namesTheContestedWordsAlone() throws {
        let answers = ["the old lay there", "the old May there", "the old day there", "the old bay there by"]
        let standing = WordQuorum.decide(answers, policy: try policy("3/4"))
        #expect(standing.outcome == .contested && standing.text == nil)
        #expect(standing.slots.map(\.isSettled) == [true, true, false, true])
        #expect(standing.slots[2].candidates.map(\.text) == ["day", "lay", "May"])
        #expect(standing.reason == "1 of 4 words is contested: “day” 1, “lay” 1, “May” 1.")
    }

    @Test func wordsThatOnlySomeHaveNeedVotesToo() throws {
        let standing = WordQuorum.decide(["it is so", "it so", "it is so", "it so"], policy: try policy("3/5"))
        #expect(standing.outcome == .open(wanted: 1))
        #expect(standing.slots[1].candidates.map(\.votes) == [2, 2])
        #expect(WordQuorum.decide(["it is so", "it so", "it so"], policy: try policy("2/3")).text == "it so")
    }

    @Test func spellingsOfAWordCountTogetherAndTheCommonestIsShown() throws {
        let answers = ["a levelled field", "a leveled field", "a levelled field too", "the levelled field"]
        #expect(WordQuorum.decide(answers, policy: try policy("3/4")).text == "a levelled field")
        let strict = WordQuorum.decide(["a leveled field", "a levelled field"], policy: try policy("2/2", .standard))
        #expect(strict.outcome == .contested)
    }

    @Test func waysOfDividingACompoundCountTogether() throws {
        let kept = ["in airtight tins", "in airtight tin", "in air tight tins"]
        #expect(WordQuorum.decide(kept, policy: try policy("2/3")).text == "in airtight tins")
        let later = ["the air tight tin", "an airtight tins", "the airtight tins", "an air tight tins"]
        #expect(WordQuorum.decide(later, policy: try policy("3/4")).outcome == .contested)
        #expect(WordQuorum.decide(later + ["the airtight tins"], policy: try policy("3/5")).text == "the airtight tins")
    }

    @Test func saysWhyATaskIsOpen() throws {
        let policy = try policy("2/3")
        #expect(
            WordQuorum.decide([], policy: policy).reason
                == "Nobody has answered yet; 2 votes for each word settle the task.")
        #expect(WordQuorum.decide(["a b"], policy: policy).reason == "1 answer so far; words are compared from 2 on.")
        #expect(
            WordQuorum.decide(["a b", "a c"], policy: policy).reason
                == "1 of 2 words has fewer than 2 votes; 1 more answer could settle the task.")
    }

    /// Every sequence of up to four answers out of five, under every policy up to 4/4, against a rule that never stops.
    @Test func stoppingEarlyNeverChangesTheOutcome() throws {
        let texts = ["a", "b", "a b", "ab", "c a b"]
        for max in 1...4 {
            for agree in 1...max {
                let policy = try QuorumPolicy(agree: agree, max: max, match: .word)
                for sequence in sequences(of: texts, length: max) { check(sequence, policy) }
            }
        }
    }

    private func check(_ sequence: [String], _ policy: QuorumPolicy) {
        guard let patient = try? QuorumPolicy(agree: policy.agree, max: 101, match: .word) else { return }
        var (stopping, going) = (WordQuorum(policy), WordQuorum(patient))
        var wanted: [Int] = []
        for (index, answer) in sequence.enumerated() {
            if case .open(let more) = stopping.standing.outcome { wanted.append(index + more) }
            stopping.add(answer)
            going.add(answer)
        }
        if case .settled = going.standing.outcome {
            #expect(stopping.standing.outcome == going.standing.outcome, "\(sequence) under \(policy)")
        } else {
            #expect(stopping.standing.outcome == .contested, "\(sequence) under \(policy)")
        }
        #expect(wanted.allSatisfy { $0 <= policy.max }, "\(sequence) under \(policy)")
    }

    /// One answer at a time or all at once, in any order of those that make the slots and of those that come later.
    @Test func theOrderOfTheAnswersDoesNotChangeTheVotes() throws {
        var generator = SeededNumbers(seed: 31)
        let policy = try policy("3/6")
        var compared = 0
        for var answers in try simulated(seed: 4, rates: [0.3, 0.3, 0.35, 0.4, 0.4, 0.45]) {
            let batch = WordQuorum.decide(answers, policy: policy)
            var engine = WordQuorum(policy)
            for answer in answers { engine.add(answer) }
            #expect(engine.standing == batch)
            answers = answers.prefix(3).shuffled(using: &generator) + answers.dropFirst(3).shuffled(using: &generator)
            let shuffled = WordQuorum.decide(answers, policy: policy)
            // Where the task was decided before the last answer, an order decides which ones count.
            guard asksAll(batch, answers), asksAll(shuffled, answers) else { continue }
            #expect(batch == shuffled, "\(answers)")
            compared += 1
        }
        #expect(compared > 5)
    }

    private func asksAll(_ standing: WordStanding, _ answers: [String]) -> Bool {
        standing.slots.allSatisfy { $0.candidates.reduce(0) { $0 + $1.votes } == answers.count }
    }

    @Test func settlesNoLaterThanWholeAnswersWould() throws {
        let words = try policy("3/5")
        for answers in try simulated(seed: 7, rates: [0.02, 0.05, 0.1, 0.05, 0.3]) {
            for count in 1...answers.count {
                let given = Array(answers.prefix(count))
                let keys = given.map { AnswerKey.key(for: $0, kind: .transcription, normalisation: .standard) }
                if case .settled = QuorumTally.decide(keys: keys, policy: words) {
                    #expect(WordQuorum.decide(given, policy: words).text != nil, "\(given)")
                }
            }
        }
    }

    /// On sentences of which the truth is known: three times as many settle, with no more errors in them.
    @Test func settlesMoreThanWholeAnswersDo() throws {
        let policy = try policy("3/5")
        let truths = try Fixture.sentences()
        var (byWord, byAnswer) = (0, 0)
        var errors = WordErrors.none
        for (truth, answers) in zip(truths, try simulated(seed: 9, rates: [0.05, 0.08, 0.1, 0.12, 0.15])) {
            let keys = answers.map { AnswerKey.key(for: $0, kind: .transcription, normalisation: .standard) }
            if case .settled = QuorumTally.decide(keys: keys, policy: policy) { byAnswer += 1 }
            guard let text = WordQuorum.decide(answers, policy: policy).text else { continue }
            byWord += 1
            errors =
                errors
                + WordErrors(
                    reference: TranscriptWords(truth, normalisation: .standard).keys,
                    hypothesis: TranscriptWords(text, normalisation: .standard).keys)
        }
        #expect(byWord >= 15 && byWord >= 3 * byAnswer, "\(byWord) \(byAnswer)")
        #expect((errors.rate ?? 1) < 0.03, "\(errors)")
    }

    private func simulated(seed: UInt64, rates: [Double]) throws -> [[String]] {
        let sentences = try Fixture.sentences()
        var people = SimulatedTranscribers(sentences: sentences, errorRates: rates, seed: seed)
        return sentences.indices.map { sentence in rates.indices.map { people.transcript(of: sentence, by: $0) } }
    }

    private func sequences(of texts: [String], length: Int) -> [[String]] {
        guard length > 0 else { return [[]] }
        return sequences(of: texts, length: length - 1).flatMap { head in texts.map { head + [$0] } }
    }
}
