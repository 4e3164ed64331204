import Consensus
import QuorumCore
import Testing

@Suite struct TranscriptMethodTests {
    /// One task, a worker for each text.
    private func consensus(
        _ method: TranscriptMethod, _ texts: [String], _ normalisation: TextNormalisation = .standard
    ) -> TranscriptConsensus {
        let codes = Array(0..<Int32(texts.count))
        let votes = CodedVotes(items: codes.map { _ in 0 }, workers: codes, labels: codes)
        return method.aggregate(votes, texts: texts, normalisation: normalisation).consensus[0]
    }

    @Test func classicRoverAgreesWithCrowdKit() throws {
        let tasks = try Fixture.transcripts().rover
        #expect(tasks.count > 150)
        for task in tasks {
            #expect(consensus(.classicRover, task.answers, []).key == task.text, "\(task.answers)")
        }
    }

    /// Numbering the workers otherwise, and so shuffling every task's answers, changes no result.
    @Test(arguments: [TranscriptMethod.rover, .weightedRover, .medoid])
    func theOrderOfTheAnswersDoesNotMatter(method: TranscriptMethod) throws {
        let tasks = try Fixture.transcripts().rover.prefix(60).map(\.answers)
        let texts = tasks.flatMap { $0 }
        let items = tasks.enumerated().flatMap { task, answers in answers.map { _ in Int32(task) } }
        let workers = tasks.flatMap { $0.indices.map { Int32($0) } }
        let labels = texts.indices.map { Int32($0) }
        let renumbered: [Int32] = [4, 2, 6, 0, 5, 1, 3]
        let expected = method.aggregate(CodedVotes(items: items, workers: workers, labels: labels), texts: texts)
        let found = method.aggregate(
            CodedVotes(items: items, workers: workers.map { renumbered[Int($0)] }, labels: labels), texts: texts)
        for (before, after) in zip(expected.consensus, found.consensus) {
            #expect(before.text == after.text && before.support == after.support)
        }
        for worker in 0..<7 {
            let after = found.workerWeights[Int(renumbered[worker])]
            #expect(abs(expected.workerWeights[worker] - after) < 1e-9)
        }
    }

    @Test(arguments: TranscriptMethod.allCases)
    func aSharedAnswerIsTheConsensus(method: TranscriptMethod) {
        let found = consensus(method, ["Well, it rained.", "well it rained", "Well, it rained.", "Bell it trained"])
        #expect(found.text == "Well, it rained." && found.key == "well it rained")
        #expect(found.votes == 4 && !found.isTied)
    }

    @Test func similarWordsShareASlot() {
        let found = consensus(
            .rover, ["the old mildew spread", "the mildews spread", "the meldew spread now", "the mildew spread"])
        #expect(found.key == "the mildew spread")
        #expect(found.support == 2)
    }

    @Test func waysOfDividingACompoundVoteTogether() {
        let found = consensus(
            .rover, ["in airtight tins", "in air tight tins", "in airtight tins", "in light tins", "in light tins"])
        #expect(found.text == "in airtight tins" && found.support == 3)
    }

    @Test func ofEqualsTheMoreReliableWins() {
        // Two against two at the last word; the first two agree with everybody elsewhere.
        let found = consensus(
            .rover,
            ["one two three four fine", "one two three four fine", "one too three for line", "won two tree four line"])
        #expect(found.key == "one two three four fine" && found.isTied)
    }

    @Test func nothingSaidIsAnAnswer() {
        let votes = CodedVotes(items: [1, 1], workers: [0, 1], labels: [0, 1])
        for method in TranscriptMethod.allCases {
            let found = method.aggregate(votes, texts: ["", ""]).consensus
            #expect(found.map(\.text) == ["", ""] && found.map(\.votes) == [0, 2], "\(method)")
        }
    }

    /// On sentences of which the truth is known, every method is better than a person, a vote on each word better than
    /// choosing one answer, and weights better than none.
    @Test func betterMethodsMakeFewerErrors() throws {
        let sentences = try Fixture.sentences()
        let rates = [0.05, 0.08, 0.1, 0.15, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5]
        var people = SimulatedTranscribers(sentences: sentences + sentences, errorRates: rates, seed: 11)
        var (items, workers, texts) = ([Int32](), [Int32](), [String]())
        for item in people.sentences.indices {
            for place in 0..<5 {
                let person = (item * 7 + place * 3) % rates.count
                items.append(Int32(item))
                workers.append(Int32(person))
                texts.append(people.transcript(of: item, by: person))
            }
        }
        let votes = CodedVotes(items: items, workers: workers, labels: texts.indices.map { Int32($0) })
        var found: [TranscriptMethod: Double] = [:]
        for method in TranscriptMethod.allCases {
            let aggregate = method.aggregate(votes, texts: texts)
            found[method] = rate(aggregate.consensus.map(\.text), people.sentences)
            if method == .weightedRover {
                let order = aggregate.workerWeights.indices.sorted {
                    aggregate.workerWeights[$0] > aggregate.workerWeights[$1]
                }
                #expect(Set(order.prefix(3)) == [0, 1, 2] && Set(order.suffix(3)) == [7, 8, 9])
            }
        }
        let single = rate(texts, items.map { people.sentences[Int($0)] })
        let (medoid, rover, weighted) = (found[.medoid] ?? 1, found[.rover] ?? 1, found[.weightedRover] ?? 1)
        #expect(medoid < single && rover < medoid && weighted < rover, "\(single) \(found)")
    }

    private func rate(_ texts: [String], _ references: [String]) -> Double {
        zip(texts, references).reduce(WordErrors.none) { sum, pair in
            sum
                + WordErrors(
                    reference: TranscriptWords(pair.1, normalisation: .standard).keys,
                    hypothesis: TranscriptWords(pair.0, normalisation: .standard).keys)
        }.rate ?? 1
    }
}
