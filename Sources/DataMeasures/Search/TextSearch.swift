internal import TableIO

/// Finds the texts that have most in common with one.
///
/// A text that is searched for is compared by its runs of five words, a short one by its runs of nine characters, after
/// normalisation. Each text of the data is compared with it by all of them.
struct TextSearch: Sendable {
    private let kind: Shingles.Kind
    private let wanted: Set<UInt64>

    /// nil for a text without anything to compare.
    init?(_ query: String) {
        var query = query
        var shingles = Shingles()
        let (kind, set) = query.withUTF8 { bytes -> (Shingles.Kind, [UInt64]) in
            let bytes = UnsafeRawBufferPointer(bytes)
            shingles.readWords(bytes)
            let kind: Shingles.Kind = shingles.hasWords ? .words : .characters
            return shingles.content(bytes) == nil ? (kind, []) : (kind, shingles.sortedSet(bytes, kind))
        }
        guard !set.isEmpty else { return nil }
        self.kind = kind
        wanted = Set(set)
    }

    var method: String {
        let parts =
            kind == .words ? "runs of \(Shingles.wordsEach) words" : "runs of \(Shingles.charactersEach) characters"
        return "Jaccard index of normalised \(parts); containment is the share of those searched for"
    }

    /// - Parameter columns: the texts of each split.
    /// - Complexity: O(*n*) in the bytes of all texts.
    func nearest(_ columns: [Column], limit: Int, threads: Int) -> [NearestExamples.Match] {
        let texts = columns.map { (text: $0.asText(), validity: $0.validity) }
        let parts = threads * 8
        let found = texts.indices.flatMap { split in
            let (text, validity) = texts[split]
            return parallelMap(parts, threads: threads) { part in
                var nearest = NearestList(limit: limit)
                var shingles = Shingles()
                text.bytes.withUnsafeBytes { bytes in
                    for row in text.count * part / parts..<text.count * (part + 1) / parts
                    where validity.isEmpty || validity[row] {
                        let bytes = UnsafeRawBufferPointer(rebasing: bytes[text.range(row)])
                        if let match = match(bytes, &shingles, split, row) { nearest.add(match) }
                    }
                }
                return nearest
            }
        }
        return NearestList.merged(found, limit: limit)
    }

    private func match(
        _ text: UnsafeRawBufferPointer, _ shingles: inout Shingles, _ split: Int, _ row: Int
    ) -> NearestExamples.Match? {
        let set = shingles.sortedSet(text, kind)
        let shared = set.count { wanted.contains($0) }
        guard shared > 0 else { return nil }
        return NearestExamples.Match(
            split: split, row: row, similarity: Double(shared) / Double(set.count + wanted.count - shared),
            containment: Double(shared) / Double(wanted.count))
    }
}
