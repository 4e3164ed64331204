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
    package private(set) var gold: GoldFindings?
    /// What does not count when transcripts are matched, and when they are scored; nil for labels.
    package var transcripts: (matched: TextNormalisation, scored: TextNormalisation)?

    package init(method: String, table: ConsensusTable, votes: VoteTable) {
        self.method = method
        self.table = table
        self.votes = votes
    }

    /// Scores the labels, and what the quorum settled, if `policy` is there.
    package mutating func score(with gold: GoldLabels) throws(MeasureError) {
        self.gold = try GoldFindings(self, gold)
    }

    package func value(workers: WorkerFindings) -> ReportValue {
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
        add("workers", workers.value)
        add("gold", gold?.value ?? .null)
        add(
            "tied_tasks",
            .list(ties.map { row in ["task": .text(row.task), "labels": .list(row.tied.map { .text($0) })] }))
        if let verdicts = policy?.verdicts {
            add("contested_tasks", .list(verdicts.contested.map { .text(votes.task($0)) }))
            add("open_tasks", .list(verdicts.open.map { .text(votes.task($0)) }))
        }
        return .object(members)
    }

    private var settings: ReportValue {
        [
            "votes": .text(votes.path), "policy": ReportValue(policy?.policy.description),
            "match": ReportValue(policy?.policy.match.rawValue),
            "quorum_matched_without": .list(matchedByQuorum.names.map { .text($0) }),
            "repeat_votes": "the last vote of a worker on a task counts",
            "rounds": ReportValue(rounds?.done), "converged": rounds.map { .bool($0.converged) } ?? .null,
            "matched_without": .list((transcripts?.matched.names ?? []).map { .text($0) }),
            "scored_without": .list((transcripts?.scored.names ?? []).map { .text($0) }),
        ]
    }

    /// What does not count when the quorum matches answers: nothing but for transcripts.
    private var matchedByQuorum: TextNormalisation {
        transcripts == nil ? [] : policy?.policy.normalisation ?? []
    }

    /// The agreement coefficients, as `labels.agreement` gives them.
    private var agreement: ReportValue {
        if let transcripts {
            let matched = votes.matched(transcripts.matched)
            return AgreementFindings(matched.votes, texts: matched.texts) { votes.worker($0) }
                .value(compared: "normalised transcripts")
        }
        return AgreementFindings(votes.coded, scale: votes.scale) { votes.worker($0) }.value(compared: "labels")
    }
}
