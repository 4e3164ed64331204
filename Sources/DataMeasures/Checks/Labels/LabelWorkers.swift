internal import Consensus
internal import TableIO

/// `labels.workers`: how far each annotator can be relied on, by Dawid and Skene's model of all votes.
struct LabelWorkers: Check {
    let id = "labels.workers"
    let title = "Reliability of annotators"

    /// Compared answers from which on a worker is judged.
    private static let fewestAnswers = 20
    /// Below this spammer score, answers hardly depend on the task.
    private static let spammer = 0.05

    func measure(_ data: MeasuredData) -> Finding {
        guard let votes = data.input.votes else {
            return .skipped("there are no votes: no columns that name a task, a worker and a label")
        }
        guard !votes.areTranscripts else {
            return .skipped("transcripts are right word by word, not as a whole")
        }
        guard let coded = CodedColumns(votes) else {
            return .skipped("the votes lack one of '\(votes.task)', '\(votes.worker)' and '\(votes.label)'")
        }
        guard (0..<coded.votes.itemCount).contains(where: { coded.votes.votes(of: $0).count > 1 }) else {
            return .skipped("no task has two votes")
        }
        let aggregate: Aggregate
        do {
            aggregate = try DawidSkene().aggregate(coded.votes)
        } catch {
            return .skipped("\(error)")
        }
        var found = WorkerFindings(
            coded.votes, aggregate, worker: coded.workers.value, label: coded.labels.value)
        found.add(VoteDetails(votes, coded))
        return .measured(measurement(found, aggregate))
    }

    private func measurement(_ found: WorkerFindings, _ aggregate: Aggregate) -> Measurement {
        let judged = found.workers.filter { ($0.measure?.compared ?? 0) >= Self.fewestAnswers }
        let spammers = judged.filter { ($0.measure?.spammerScore ?? 1) < Self.spammer }
        let least = judged.min { ($0.measure?.reliability ?? 1) < ($1.measure?.reliability ?? 1) }
        let lowest = least.map {
            "; the least reliable of those with \(Self.fewestAnswers) answers or more is right in "
                + "\(Wording.decimal(($0.measure?.reliability ?? 0) * 100, 1)) % of cases"
        }
        return Measurement(
            verdict: spammers.isEmpty ? .pass : .warn,
            summary: "\(Wording.count(spammers.count)) of \(Wording.count(found.workers.count, "annotator")) answer as "
                + "if they did not look\(lowest ?? "")",
            advice: "Read what these annotators answered, and take their votes out if they are no work.",
            values: [
                "method": .text(VotingMethod.dawidSkene.rawValue), "rounds": .integer(aggregate.rounds),
                "converged": .bool(aggregate.hasConverged), "workers": found.value,
            ],
            examples: spammers.map { ["worker": .text($0.name), "answers": .integer($0.answers)] },
            figures: [table(found)])
    }

    private func table(_ found: WorkerFindings) -> Figure {
        let rows = found.workers.sorted { ($0.measure?.reliability ?? 2) < ($1.measure?.reliability ?? 2) }
        return .table(
            title: "Annotators, the least reliable first",
            columns: ["Annotator", "Answers", "Right", "95 % interval", "Spammer score (0 is a spammer)"],
            rows: rows.prefix(30).map { worker in
                [
                    worker.name, Wording.count(worker.answers), Wording.decimal(worker.measure?.reliability),
                    "\(Wording.decimal(worker.measure?.interval?.low)) to "
                        + Wording.decimal(worker.measure?.interval?.high),
                    Wording.decimal(worker.measure?.spammerScore),
                ]
            })
    }
}
