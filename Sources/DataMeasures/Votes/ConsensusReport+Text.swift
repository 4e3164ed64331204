internal import Consensus
internal import QuorumCore

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
            let rule = transcripts == nil ? ", the first label by its bytes is written" : ""
            lines.append(
                "\(Wording.count(ties.count, "tie"))\(rule): "
                    + ties.prefix(Self.listed).map(Self.described).joined(separator: ", ")
                    + (ties.count > Self.listed ? ", …" : ""))
        }
        if let policy {
            lines.append(
                "quorum \(policy.policy)\(policy.policy.match == .word ? ", word by word" : ""): "
                    + "\(Wording.count(policy.verdicts.settled.count)) settled, "
                    + "\(Wording.count(policy.verdicts.contested.count)) contested, "
                    + "\(Wording.count(policy.verdicts.open.count)) open")
        }
        if let gold { lines += gold.lines }
        return lines.map { $0 + "\n" }.joined()
    }

    /// A tied task, with its labels if they are short.
    private static func described(_ row: ConsensusTable.Row) -> String {
        let task = Excerpt.start(of: row.task)
        let isShort = !row.tied.isEmpty && row.tied.count <= listed && row.tied.allSatisfy { $0.utf8.count <= 40 }
        return isShort ? "\(task) (\(row.tied.joined(separator: " | ")))" : task
    }
}
