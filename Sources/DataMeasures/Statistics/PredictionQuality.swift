internal import Glibc

/// How well predictions agree with labels.
struct PredictionQuality {
    let accuracy: Double
    let right: Int
    /// Mean over the classes of the area under the ROC curve, one class against the rest.
    let auc: Double?
    /// Mutual information of prediction and label over the mean of their entropies.
    let nmi: Double
    /// Mean over the classes, by their rows, of the harmonic mean of recall and precision.
    let f1: Double
    /// Classes that are predicted nearly without error, by recall and precision.
    let determined: [Int]

    private static let nearlyAll = 0.99
    private static let fewestInClass = 20

    /// - Complexity: O(rows + groups · log(groups) · classes).
    init(labels: [Int], _ predictions: Predictions) {
        let classes = predictions.classes
        var members = [Int](repeating: 0, count: predictions.groupCount * classes)
        for (group, label) in zip(predictions.groups, labels) { members[Int(group) * classes + label] += 1 }
        var table = [[Int]](repeating: Array(repeating: 0, count: classes), count: classes)
        for group in 0..<predictions.groupCount {
            let predicted = predictions.prediction(group)
            for label in 0..<classes { table[label][predicted] += members[group * classes + label] }
        }
        right = (0..<classes).reduce(0) { $0 + table[$1][$1] }
        accuracy = Double(right) / Double(max(1, labels.count))
        nmi = Self.information(table)
        let sizes = table.map { $0.reduce(0, +) }
        f1 =
            (0..<classes).reduce(0) { sum, label in
                let predicted = table.reduce(0) { $0 + $1[label] }
                let both = Double(2 * table[label][label]) / Double(max(1, sizes[label] + predicted))
                return sum + both * Double(sizes[label])
            } / Double(max(1, labels.count))
        determined = (0..<classes).filter { label in
            let predicted = table.reduce(0) { $0 + $1[label] }
            return sizes[label] >= Self.fewestInClass
                && Double(table[label][label]) >= Self.nearlyAll * Double(max(sizes[label], predicted))
        }
        let groupSizes = (0..<predictions.groupCount).map { group in
            members[group * classes..<(group + 1) * classes].reduce(0, +)
        }
        let areas = (0..<classes).compactMap { label in
            RankArea(
                groupSizes.indices.map { group in
                    let positives = members[group * classes + label]
                    return (predictions.scores[group * classes + label], positives, groupSizes[group] - positives)
                })?.value
        }
        auc = areas.isEmpty ? nil : areas.reduce(0, +) / Double(areas.count)
    }

    private static func information(_ table: [[Int]]) -> Double {
        let total = Double(table.joined().reduce(0, +))
        let rows = table.map { Double($0.reduce(0, +)) / total }
        let columns = table.indices.map { column in Double(table.reduce(0) { $0 + $1[column] }) / total }
        func entropy(_ shares: [Double]) -> Double { shares.reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 } }
        var information = 0.0
        for (row, counts) in table.enumerated() {
            for (column, count) in counts.enumerated() where count > 0 {
                let share = Double(count) / total
                information += share * log(share / (rows[row] * columns[column]))
            }
        }
        let mean = (entropy(rows) + entropy(columns)) / 2
        return mean > 0 ? max(0, information / mean) : 0
    }
}
