internal import QuorumCore

/// How the labels compare with gold: all of them, and those that the quorum settled.
package struct GoldFindings {
    private let all: GoldScore
    private let settled: GoldScore?
    private let withoutGold: Int
    private let withoutVotes: [String]

    init(_ report: ConsensusReport, _ gold: GoldLabels) throws(MeasureError) {
        let gold = report.transcripts?.scored == nil ? gold.spelled(as: report.votes) : gold
        let match = try GoldMatch(report.table, gold, votes: report.votes.path)
        let answers = report.policy.map { policy in
            policy.verdicts.settled.compactMap { settled -> (answer: String, gold: String)? in
                gold.labels[report.votes.task(settled.item)].map { (settled.answer, $0) }
            }
        }
        if let scored = report.transcripts?.scored {
            all = .transcripts(
                TranscriptErrors(match.pairs.map { ($0.row.label, $0.gold) }, normalisation: scored))
            settled = answers.map { answers in
                .transcripts(TranscriptErrors(answers.map { ($0.answer, $0.gold) }, normalisation: scored))
            }
        } else {
            all = GoldScore(
                labels: match.pairs.map { ($0.row.tied.isEmpty ? [$0.row.label] : $0.row.tied, $0.gold) })
            settled = answers.map { GoldScore(labels: $0.map { ([$0.answer], $0.gold) }) }
        }
        withoutGold = match.withoutGold
        withoutVotes = match.withoutVotes
    }

    var value: ReportValue {
        var members = all.members
        members.append(.init(name: "tasks_without_gold", value: .integer(withoutGold)))
        members.append(.init(name: "gold_without_votes", value: .list(withoutVotes.map { .text($0) })))
        if let settled { members.append(.init(name: "settled", value: .object(settled.members))) }
        return .object(members)
    }

    /// Lines of the summary.
    var lines: [String] {
        var lines = [all.line.map { "gold: \($0)" }, settled?.line.map { "gold, settled tasks: \($0)" }]
            .compactMap { $0 }
        if withoutGold > 0 { lines.append("\(Wording.count(withoutGold, "task")) without gold") }
        if !withoutVotes.isEmpty {
            lines.append(
                "\(Wording.count(withoutVotes.count, "task")) of gold without votes: "
                    + withoutVotes.prefix(5).map(Excerpt.start).joined(separator: ", ")
                    + (withoutVotes.count > 5 ? ", …" : ""))
        }
        return lines
    }
}
