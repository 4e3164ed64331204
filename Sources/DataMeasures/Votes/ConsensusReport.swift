internal import Consensus
package import QuorumCore

/// What `quorum consensus --json` says of votes and of the labels made from them.
package struct ConsensusReport {
    package static let schema = "quorum.consensus/1"

    package let method: String
    package let table: ConsensusTable
    package let votes: VoteTable
    package var rounds: (done: Int, converged: Bool)?
    package var policy: (policy: QuorumPolicy, verdicts: QuorumVerdicts)?
    package var gold: GoldFindings?

    /// How the labels compare with gold: all of them, and those that the quorum settled.
    package struct GoldFindings {
        package let all: GoldScore
        package let settled: GoldScore?

        package init(all: GoldScore, settled: GoldScore?) {
            self.all = all
            self.settled = settled
        }
    }

    package init(method: String, table: ConsensusTable, votes: VoteTable) {
        self.method = method
        self.table = table
        self.votes = votes
    }

    /// - Parameter workers: what is known of the workers; working it out takes longer than the rest.
    package func value(workers: ReportValue, agreement: ReportValue) -> ReportValue {
        var members: [ReportValue.Member] = []
        func add(_ name: String, _ value: ReportValue) { members.append(.init(name: name, value: value)) }
        add("schema", .text(Self.schema))
        add("settings", settings)
        add("tasks", .integer(votes.coded.itemCount))
        add("votes", .integer(votes.coded.voteCount))
        add("repeat_votes", .integer(votes.coded.repeatVotes))
        let ties = table.ties
        add("ties", .integer(ties.count))
        if let verdicts = policy?.verdicts {
            add("settled", .integer(verdicts.settled.count))
            add("contested", .integer(verdicts.contested.count))
            add("open", .integer(verdicts.open.count))
        } else {
            for name in ["settled", "contested", "open"] { add(name, .null) }
        }
        add("method", .text(method))
        add("agreement", agreement)
        add("workers", workers)
        add("gold", gold?.value ?? .null)
        add(
            "tied_tasks",
            .list(ties.map { ["task": .text($0.task), "labels": .list($0.tied.map { .text($0) })] }))
        if let verdicts = policy?.verdicts {
            add("contested_tasks", .list(verdicts.contested.map { .text(votes.task($0)) }))
            add("open_tasks", .list(verdicts.open.map { .text(votes.task($0)) }))
        }
        return .object(members)
    }

    private var settings: ReportValue {
        [
            "votes": .text(votes.path), "policy": ReportValue(policy?.policy.description),
            "repeat_votes": "the last vote of a worker on a task counts",
            "rounds": ReportValue(rounds?.done), "converged": rounds.map { .bool($0.converged) } ?? .null,
        ]
    }

    /// The agreement coefficients, as `labels.agreement` gives them.
    package static func agreement(_ votes: VoteTable) -> ReportValue {
        AgreementFindings(votes.coded, scale: votes.scale) { votes.worker($0) }.value(compared: "labels")
    }
}

extension ConsensusReport.GoldFindings {
    var value: ReportValue {
        var members = Self.members(all)
        members.append(.init(name: "tasks_without_gold", value: .integer(all.withoutGold)))
        members.append(.init(name: "gold_without_votes", value: .list(all.withoutVotes.map { .text($0) })))
        if let settled { members.append(.init(name: "settled", value: .object(Self.members(settled)))) }
        return .object(members)
    }

    private static func members(_ score: GoldScore) -> [ReportValue.Member] {
        let interval = ProportionInterval(successes: score.right, trials: score.tasks)
        return [
            .init(name: "tasks", value: .integer(score.tasks)),
            .init(name: "accuracy", value: ReportValue(score.tasks > 0 ? score.accuracy : nil)),
            .init(name: "low", value: ReportValue(interval?.low)),
            .init(name: "high", value: ReportValue(interval?.high)),
        ]
    }
}
