package import Consensus

/// What is known of each worker, for reports.
package struct WorkerFindings {
    package struct Worker {
        package let name: String
        package let answers: Int
        /// nil for transcripts, which are right word by word.
        package let measure: WorkerReliability?
        /// The code of the worker.
        let code: Int32
        /// The method's own parameter; nil where it has none.
        package let skill: Double?
        /// Answers to tasks of gold, and how many of them are gold's.
        package var gold: (answers: Int, right: Int)?
        /// The median time of an answer in seconds, where the votes say it.
        var seconds: Double?
    }

    /// By their names' bytes.
    package internal(set) var workers: [Worker]

    private let label: (Int32) -> String

    init(
        _ coded: CodedVotes, _ aggregate: Aggregate, worker: (Int32) -> String, label: @escaping (Int32) -> String
    ) {
        self.label = label
        workers = WorkerReliability.all(coded, aggregate.posteriors).map { measure in
            Worker(
                name: worker(measure.worker), answers: measure.answers, measure: measure, code: measure.worker,
                skill: aggregate.skills.isEmpty ? nil : aggregate.skills[Int(measure.worker)])
        }
    }

    /// Workers as a method for transcripts weighs them.
    package init(_ votes: VoteTable, _ transcripts: TranscriptAggregate) {
        label = votes.label
        let byWorker = VotesByWorker(votes.coded)
        workers = (0..<Int32(votes.coded.workerCount)).map { code in
            Worker(
                name: votes.worker(code), answers: byWorker[Int(code)].count, measure: nil, code: code,
                skill: transcripts.workerWeights[Int(code)])
        }
    }

    package init(_ votes: VoteTable, _ aggregate: Aggregate, gold: GoldLabels? = nil) {
        self.init(votes.coded, aggregate, worker: votes.worker, label: votes.label)
        guard let gold = gold?.spelled(as: votes) else { return }
        var answers = [Int](repeating: 0, count: votes.coded.workerCount)
        var right = answers
        for item in 0..<votes.coded.itemCount {
            guard let known = gold.labels[votes.task(item)] else { continue }
            for vote in votes.coded.votes(of: item) {
                let worker = Int(votes.coded.workers[vote])
                answers[worker] += 1
                if votes.label(votes.coded.labels[vote]) == known { right[worker] += 1 }
            }
        }
        for index in workers.indices {
            let code = Int(workers[index].code)
            workers[index].gold = (answers[code], right[code])
        }
    }

    package var value: ReportValue {
        .list(
            workers.map { worker in
                let measure = worker.measure
                var members: [ReportValue.Member] = [
                    .init(name: "worker", value: .text(worker.name)),
                    .init(name: "answers", value: .integer(worker.answers)),
                    .init(name: "compared", value: ReportValue(measure?.compared)),
                    .init(name: "reliability", value: ReportValue(measure.map(\.reliability) ?? worker.skill)),
                    .init(name: "low", value: ReportValue(measure?.interval?.low)),
                    .init(name: "high", value: ReportValue(measure?.interval?.high)),
                    .init(name: "spammer", value: ReportValue(measure?.spammerScore)),
                ]
                members.append(.init(name: "confusion", value: confusion(measure)))
                if let seconds = worker.seconds {
                    members.append(.init(name: "seconds", value: .number(seconds)))
                }
                if let skill = worker.skill { members.append(.init(name: "skill", value: .number(skill))) }
                if let gold = worker.gold {
                    members.append(.init(name: "gold", value: Self.value(answers: gold.answers, right: gold.right)))
                }
                return .object(members)
            })
    }

    private func confusion(_ measure: WorkerReliability?) -> ReportValue {
        .list(
            (measure?.confusion ?? []).map {
                [
                    "label": .text(Excerpt.of(label($0.truth))), "given": .text(Excerpt.of(label($0.answer))),
                    "answers": .number($0.count), "share": .number($0.share),
                ]
            })
    }

    private static func value(answers: Int, right: Int) -> ReportValue {
        let interval = ProportionInterval(successes: Double(right), trials: answers)
        return [
            "tasks": .integer(answers),
            "accuracy": ReportValue(answers > 0 ? Double(right) / Double(answers) : nil),
            "low": ReportValue(interval?.low), "high": ReportValue(interval?.high),
        ]
    }
}
