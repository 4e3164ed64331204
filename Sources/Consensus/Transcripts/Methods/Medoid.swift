/// The answer with the fewest word errors against all others together: always something that somebody wrote.
enum Medoid {
    static func aggregate(_ votes: CodedVotes, _ coded: CodedTranscripts) -> TranscriptAggregate {
        var distance = EditDistance()
        var matched = WorkerShares(count: votes.workerCount)
        var consensus: [TranscriptConsensus] = []
        consensus.reserveCapacity(votes.itemCount)
        for item in 0..<votes.itemCount {
            let range = votes.itemOffsets[item]..<votes.itemOffsets[item + 1]
            let transcripts = votes.labels[range]
            let answers = TaskAnswers(transcripts.map { coded.words(Int($0)) }, table: coded.table)
            guard let choice = choose(answers, &distance) else {
                consensus.append(SlotCount(votes: 0).consensus)
                continue
            }
            for (place, worker) in votes.workers[range].enumerated() {
                let own = answers.distinct[answers.indexOf[place]]
                let length = max(own.count, answers.distinct[choice.answer].count, 1)
                let errors = distance.between(own[...], answers.distinct[choice.answer][...])
                matched.add(1 - Double(errors) / Double(length), to: worker)
            }
            consensus.append(describe(choice, answers, transcripts, coded))
        }
        return TranscriptAggregate(consensus: consensus, workerWeights: matched.shares(prior: 0, mean: 0))
    }

    private struct Choice {
        let answer: Int
        let isTied: Bool
    }

    /// Of equally near answers the one more people gave, then the first in order.
    private static func choose(_ answers: TaskAnswers, _ distance: inout EditDistance) -> Choice? {
        var totals = [Int](repeating: 0, count: answers.distinct.count)
        for a in totals.indices {
            for b in 0..<a {
                let errors = distance.between(answers.distinct[a][...], answers.distinct[b][...])
                totals[a] += errors * Int(answers.counts[b])
                totals[b] += errors * Int(answers.counts[a])
            }
        }
        let best = totals.indices.min {
            (totals[$0], -answers.counts[$0], $0) < (totals[$1], -answers.counts[$1], $1)
        }
        return best.map { best in Choice(answer: best, isTied: totals.count { $0 == totals[best] } > 1) }
    }

    private static func describe(
        _ choice: Choice, _ answers: TaskAnswers, _ transcripts: ArraySlice<Int32>, _ coded: CodedTranscripts
    ) -> TranscriptConsensus {
        let words = answers.distinct[choice.answer]
        let texts = transcripts.enumerated().filter { answers.indexOf[$0.offset] == choice.answer }.map { _, code in
            (answer: coded.written(words.indices, of: Int(code)), key: "")
        }
        let support = Int(answers.counts[choice.answer])
        let share = Double(support) / Double(transcripts.count)
        return TranscriptConsensus(
            text: Representative.answer(for: "", among: texts) ?? "",
            key: coded.key(words.map { answers.words[Int($0)] }), support: support, votes: transcripts.count,
            agreement: share, confidence: share, isTied: choice.isTied)
    }
}
