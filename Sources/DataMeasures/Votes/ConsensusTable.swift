package import Consensus

/// The decided labels, a row a task: what `quorum consensus` writes.
package struct ConsensusTable: Sendable {
    package struct Row: Sendable {
        package let task: String
        package let label: String
        /// Votes for the label; of a transcript made word by word, those for the word that has the fewest.
        package let support: Int
        /// All votes on the task.
        package let votes: Int
        /// Share of the votes that are for the label; of such a transcript, averaged over its words.
        package let agreement: Double
        /// How sure the method is of the label, 0...1.
        package let confidence: Double
        /// Whether something else would have been as good.
        package let isTied: Bool
        /// The labels that are equally probable, `label` being the first; empty for transcripts and without a tie.
        package let tied: [String]
    }

    package let rows: [Row]

    /// What a voting method found.
    package init(_ votes: VoteTable, _ posteriors: LabelPosteriors) {
        rows = (0..<votes.coded.itemCount).compactMap { item in
            guard let decision = posteriors.decision(item) else { return nil }
            let range = votes.coded.votes(of: item)
            let support = votes.coded.labels[range].count { $0 == decision.label }
            return Row(
                task: votes.task(item), label: votes.label(decision.label), support: support, votes: range.count,
                agreement: Double(support) / Double(range.count), confidence: decision.probability,
                isTied: decision.isTie, tied: decision.isTie ? decision.tied.map { votes.label($0) } : [])
        }
    }

    /// What a method for transcripts made.
    package init(_ votes: VoteTable, _ transcripts: [TranscriptConsensus]) {
        rows = (0..<votes.coded.itemCount).map { item in
            let made = transcripts[item]
            return Row(
                task: votes.task(item), label: made.text, support: made.support, votes: made.votes,
                agreement: made.agreement, confidence: made.confidence, isTied: made.isTied, tied: [])
        }
    }

    package var ties: [Row] { rows.filter(\.isTied) }

    /// CSV with a header, quoted as RFC 4180 says.
    package func csv() -> [UInt8] {
        var text = Array("task,label,support,votes,agreement,confidence\n".utf8)
        for row in rows {
            text.appendCSVField(row.task)
            text.append(UInt8(ascii: ","))
            text.appendCSVField(row.label)
            text.append(
                contentsOf: ",\(row.support),\(row.votes),\(row.agreement),\(row.confidence)\n".utf8)
        }
        return text
    }
}

extension [UInt8] {
    /// An empty field is quoted: without quotes it would be a missing one.
    fileprivate mutating func appendCSVField(_ field: String) {
        if !field.utf8.isEmpty, !field.utf8.contains(where: Self.needsQuotes) {
            append(contentsOf: field.utf8)
            return
        }
        append(UInt8(ascii: "\""))
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { append(byte) }
            append(byte)
        }
        append(UInt8(ascii: "\""))
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
        default: false
        }
    }
}
