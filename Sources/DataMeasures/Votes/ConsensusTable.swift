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

    /// A row whose names are codes: the item's, and that of the first of the labels that are equally probable.
    private struct Entry {
        let item: Int32
        /// Of a transcript its place among `texts`.
        let label: Int32
        let support: Int32
        let votes: Int32
        let agreement: Double
        let confidence: Double
        let isTied: Bool
    }

    private let votes: VoteTable
    private let entries: [Entry]
    private let tied: TiedLabels
    /// What was made of transcripts; nil where labels are among those given.
    private let texts: [String]?

    /// What a voting method found.
    package init(_ votes: VoteTable, _ posteriors: LabelPosteriors, threads: Int = 1) {
        self.votes = votes
        let count = votes.coded.itemCount
        var parts: [Part] = []
        entries = [Entry](unsafeUninitializedCapacity: count) { buffer, initialized in
            nonisolated(unsafe) let buffer = buffer
            parts = parallelMap(threads, threads: threads) { part in
                Part(buffer, count * part / threads..<count * (part + 1) / threads, votes.coded, posteriors)
            }
            for part in parts {
                (buffer.baseAddress! + initialized).moveInitialize(
                    from: buffer.baseAddress! + part.start, count: part.count)
                initialized += part.count
            }
        }
        tied = parts.reduce(into: TiedLabels()) { $0.add($1.tied) }
        texts = nil
    }

    /// The entries of a stretch of items.
    private struct Part: Sendable {
        let start: Int
        private(set) var count = 0
        private(set) var tied = TiedLabels()

        /// Puts them where the stretch starts, without gaps for items that nobody voted on.
        init(
            _ entries: UnsafeMutableBufferPointer<Entry>, _ items: Range<Int>, _ votes: CodedVotes,
            _ posteriors: LabelPosteriors
        ) {
            start = items.lowerBound
            for item in items {
                guard let decision = posteriors.decision(item) else { continue }
                let range = votes.votes(of: item)
                var support = 0
                for vote in range where votes.labels[vote] == decision.label { support += 1 }
                if decision.isTie { tied.add(decision.tied, of: Int32(item)) }
                entries.initializeElement(
                    at: start + count,
                    to: Entry(
                        item: Int32(item), label: decision.label, support: Int32(support), votes: Int32(range.count),
                        agreement: Double(support) / Double(range.count), confidence: decision.probability,
                        isTied: decision.isTie))
                count += 1
            }
        }
    }

    /// What a method for transcripts made.
    package init(_ votes: VoteTable, _ transcripts: [TranscriptConsensus]) {
        self.votes = votes
        entries = transcripts.enumerated().map { item, made in
            Entry(
                item: Int32(item), label: Int32(item), support: Int32(made.support), votes: Int32(made.votes),
                agreement: made.agreement, confidence: made.confidence, isTied: made.isTied)
        }
        tied = TiedLabels()
        texts = transcripts.map(\.text)
    }

    package var rows: some RandomAccessCollection<Row> { entries.lazy.map(row) }

    package var ties: [Row] { entries.filter(\.isTied).map(row) }

    private func row(_ entry: Entry) -> Row {
        Row(
            task: votes.task(Int(entry.item)), label: texts?[Int(entry.label)] ?? votes.label(entry.label),
            support: Int(entry.support), votes: Int(entry.votes), agreement: entry.agreement,
            confidence: entry.confidence, isTied: entry.isTied, tied: tied.labels(of: entry.item).map(votes.label))
    }

    /// CSV with a header, quoted as RFC 4180 says.
    package func csv() -> [UInt8] {
        var text = Array("task,label,support,votes,agreement,confidence\n".utf8)
        for entry in entries {
            votes.tasks.withValue(entry.item) { text.appendCSVField($0) }
            text.append(UInt8(ascii: ","))
            if let texts {
                Array(texts[Int(entry.label)].utf8).withUnsafeBytes { text.appendCSVField($0) }
            } else {
                votes.labels.withValue(entry.label) { text.appendCSVField($0) }
            }
            text.append(
                contentsOf: ",\(entry.support),\(entry.votes),\(entry.agreement),\(entry.confidence)\n".utf8)
        }
        return text
    }
}

/// The labels that are equally probable, of the items that have several.
private struct TiedLabels: Sendable {
    /// Ascending.
    private var items: [Int32] = []
    private var starts: [Int] = [0]
    private var labels: [Int32] = []

    /// - Parameter item: after all before it.
    mutating func add(_ tied: [Int32], of item: Int32) {
        items.append(item)
        labels += tied
        starts.append(labels.count)
    }

    /// - Parameter others: of items after all before them.
    mutating func add(_ others: TiedLabels) {
        items += others.items
        starts += others.starts.dropFirst().map { $0 + labels.count }
        labels += others.labels
    }

    /// - Complexity: O(log *n*) for *n* items.
    func labels(of item: Int32) -> ArraySlice<Int32> {
        var low = 0
        var high = items.count
        while low < high {
            let middle = (low + high) / 2
            if items[middle] < item { low = middle + 1 } else { high = middle }
        }
        return low < items.count && items[low] == item ? labels[starts[low]..<starts[low + 1]] : []
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
