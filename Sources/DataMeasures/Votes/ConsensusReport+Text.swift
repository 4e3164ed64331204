internal import Consensus

extension ConsensusReport {
    /// Names that a line of the summary lists.
    private static let listed = 5

    /// What a person wants to know at once, a line each.
    package var text: String {
        var lines = [
            "\(Wording.count(votes.coded.itemCount, "task")), \(Wording.count(votes.coded.voteCount, "vote")) of "
                + "\(Wording.count(votes.coded.workerCount, "worker")), by \(method)"
        ]
        if let rounds, !rounds.converged { lines.append("not converged after \(rounds.done) rounds") }
        if votes.coded.repeatVotes > 0 {
            lines.append(
                "\(Wording.count(votes.coded.repeatVotes, "repeat vote")): the last vote of a worker on a task counts")
        }
        let ties = table.ties
        if !ties.isEmpty {
            let named = ties.prefix(Self.listed).map { row in
                "\(Excerpt.of(row.task)) (\(row.tied.prefix(Self.listed).map(Excerpt.of).joined(separator: " | ")))"
            }
            lines.append(
                "\(Wording.count(ties.count, "tie")), the first label by its bytes is written: "
                    + named.joined(separator: ", ") + (ties.count > Self.listed ? ", …" : ""))
        }
        if let policy {
            lines.append(
                "quorum \(policy.policy): \(Wording.count(policy.verdicts.settled.count)) settled, "
                    + "\(Wording.count(policy.verdicts.contested.count)) contested, "
                    + "\(Wording.count(policy.verdicts.open.count)) open")
        }
        if let gold { lines += gold.lines }
        return lines.map { $0 + "\n" }.joined()
    }

    /// Scores the labels, and those that the quorum settled.
    package func score(with gold: GoldLabels) throws(MeasureError) -> GoldFindings {
        let all = try GoldScore(table, gold, votes: votes.path)
        guard let verdicts = policy?.verdicts else { return GoldFindings(all: all, settled: nil) }
        let settled = zip(verdicts.settled, verdicts.labels).map { item, label in
            ConsensusTable.Row(
                task: votes.task(item), label: votes.label(label), support: 0, votes: 0, confidence: 1)
        }
        return GoldFindings(all: all, settled: GoldScore(settled, gold))
    }
}

extension ConsensusReport.GoldFindings {
    fileprivate var lines: [String] {
        var lines = ["gold: " + Self.line(all)]
        if let settled, settled.tasks > 0 { lines.append("gold, settled tasks: " + Self.line(settled)) }
        if all.withoutGold > 0 { lines.append("\(Wording.count(all.withoutGold, "task")) without gold") }
        if !all.withoutVotes.isEmpty {
            lines.append(
                "\(Wording.count(all.withoutVotes.count, "task")) of gold without votes: "
                    + all.withoutVotes.prefix(5).map(Excerpt.of).joined(separator: ", ")
                    + (all.withoutVotes.count > 5 ? ", …" : ""))
        }
        return lines
    }

    private static func line(_ score: GoldScore) -> String {
        let interval = ProportionInterval(successes: score.right, trials: score.tasks)
        return "accuracy \(Wording.decimal(score.accuracy)) (95 % interval \(Wording.decimal(interval?.low)) to "
            + "\(Wording.decimal(interval?.high))) on \(Wording.count(score.tasks, "task"))"
    }
}
