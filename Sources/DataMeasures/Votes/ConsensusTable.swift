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

    /// A row whose names are codes of the votes.
    private struct Entry {
        let task: Int32
        let label: Label
        let support: Int
        let votes: Int
        let agreement: Double
        let confidence: Double
        let isTied: Bool

        enum Label {
            case code(Int32)
            case tied([Int32])
            case text(String)
        }
    }

    private let votes: VoteTable
    private let entries: [Entry]

    /// What a voting method found.
    package init(_ votes: VoteTable, _ posteriors: LabelPosteriors) {
        self.votes = votes
        entries = (0..<votes.coded.itemCount).compactMap { item in
            guard let decision = posteriors.decision(item) else { return nil }
            let range = votes.coded.votes(of: item)
            let support = votes.coded.labels[range].count { $0 == decision.label }
            return Entry(
                task: Int32(item), label: decision.isTie ? .tied(decision.tied) : .code(decision.label),
                support: support, votes: range.count, agreement: Double(support) / Double(range.count),
                confidence: decision.probability, isTied: decision.isTie)
        }
    }

    /// What a method for transcripts made.
    package init(_ votes: VoteTable, _ transcripts: [TranscriptConsensus]) {
        self.votes = votes
        entries = (0..<votes.coded.itemCount).map { item in
            let made = transcripts[item]
            return Entry(
                task: Int32(item), label: .text(made.text), support: made.support, votes: made.votes,
                agreement: made.agreement, confidence: made.confidence, isTied: made.isTied)
        }
    }

    package var rows: some RandomAccessCollection<Row> { entries.lazy.map(row) }

    package var ties: [Row] { entries.filter(\.isTied).map(row) }

    private func row(_ entry: Entry) -> Row {
        let labels =
            switch entry.label {
            case .code(let label): [votes.label(label)]
            case .tied(let labels): labels.map(votes.label)
            case .text(let text): [text]
            }
        return Row(
            task: votes.task(Int(entry.task)), label: labels[0], support: entry.support, votes: entry.votes,
            agreement: entry.agreement, confidence: entry.confidence, isTied: entry.isTied,
            tied: labels.count > 1 ? labels : [])
    }

    /// CSV with a header, quoted as RFC 4180 says.
    package func csv() -> [UInt8] {
        var text = Array("task,label,support,votes,agreement,confidence\n".utf8)
        for entry in entries {
            votes.tasks.withValue(entry.task) { text.appendCSVField($0) }
            text.append(UInt8(ascii: ","))
            switch entry.label {
            case .code(let label): votes.labels.withValue(label) { text.appendCSVField($0) }
            case .tied(let labels): votes.labels.withValue(labels[0]) { text.appendCSVField($0) }
            case .text(var made): made.withUTF8 { text.appendCSVField(UnsafeRawBufferPointer($0)) }
            }
            text.append(
                contentsOf: ",\(entry.support),\(entry.votes),\(entry.agreement),\(entry.confidence)\n".utf8)
        }
        return text
    }
}

extension [UInt8] {
    /// An empty field is quoted: without quotes it would be a missing one.
    fileprivate mutating func appendCSVField(_ field: UnsafeRawBufferPointer) {
        if !field.isEmpty, !field.contains(where: Self.needsQuotes) {
            append(contentsOf: field)
            return
        }
        append(UInt8(ascii: "\""))
        for byte in field {
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
