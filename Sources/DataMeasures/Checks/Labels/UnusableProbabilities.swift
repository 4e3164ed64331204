internal import TableIO

/// Why columns of probabilities cannot be used.
struct UnusableProbabilities: Error {
    let reason: String

    /// nil where there are two labels, and each has a column of numbers in every split.
    init?(_ data: MeasuredData, prefix: String, labels: [String]) {
        guard labels.count > 1 else {
            reason =
                labels.isEmpty
                ? "no row has a label"
                : "all labeled rows have the label '\(Excerpt.of(labels[0]))'; two labels are needed at least"
            return
        }
        for split in data.splits {
            let place = data.splits.count > 1 ? " in split '\(split.name)'" : ""
            let columns = labels.map { split.table[prefix + $0] }
            guard columns.contains(where: { $0 != nil }) else {
                reason = "there are no columns named '\(prefix)' and a label\(place)"
                return
            }
            if let label = zip(labels, columns).first(where: { $0.1 == nil })?.0 {
                let name = Excerpt.of(label)
                reason = "there is no column '\(prefix)\(name)' for the label '\(name)'\(place)"
                return
            }
            if let column = columns.compactMap({ $0 }).first(where: { $0.asNumbers() == nil }) {
                let row = (0..<column.count).first { column.rows([$0]).asNumbers() == nil }
                let cell = row.map { "; row \($0): '\(Excerpt.of(column.text($0) ?? ""))'" } ?? ""
                reason = "column '\(Excerpt.of(column.name))' has other things than numbers\(place)\(cell)"
                return
            }
        }
        return nil
    }
}
