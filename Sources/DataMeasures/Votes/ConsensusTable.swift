package import Consensus

/// The decided labels, a row a task: what `quorum consensus` writes.
package struct ConsensusTable: Sendable {
    package struct Row: Sendable {
        package let task: String
        package let label: String
        /// Votes for the label.
        package let support: Int
        /// All votes on the task.
        package let votes: Int
        /// How sure the method is of the label, 0...1.
        package let confidence: Double
        /// The labels that are equally probable, `label` being the first; empty where there is no tie.
        package let tied: [String]

        /// Share of the votes that are for the label.
        package var agreement: Double { votes == 0 ? 0 : Double(support) / Double(votes) }

        package init(
            task: String, label: String, support: Int, votes: Int, confidence: Double, tied: [String] = []
        ) {
            self.task = task
            self.label = label
            self.support = support
            self.votes = votes
            self.confidence = confidence
            self.tied = tied
        }
    }

    package let rows: [Row]

    package init(rows: [Row]) { self.rows = rows }

    /// What a voting method found.
    package init(_ votes: VoteTable, _ posteriors: LabelPosteriors) {
        rows = (0..<votes.coded.itemCount).compactMap { item in
            guard let decision = posteriors.decision(item) else { return nil }
            let range = votes.coded.votes(of: item)
            return Row(
                task: votes.task(item), label: votes.label(decision.label),
                support: votes.coded.labels[range].count { $0 == decision.label }, votes: range.count,
                confidence: decision.probability,
                tied: decision.isTie ? decision.tied.map { votes.label($0) } : [])
        }
    }

    package var ties: [Row] { rows.filter { !$0.tied.isEmpty } }

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
        let special: Set<UInt8> = [
            UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ";"),
        ]
        let isPlain = !field.utf8.isEmpty && !field.utf8.contains { special.contains($0) }
        if isPlain {
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
}
