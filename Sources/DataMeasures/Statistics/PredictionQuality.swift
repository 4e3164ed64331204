internal import Glibc

/// How well predictions agree with labels.
struct PredictionQuality {
    let accuracy: Double
    let right: Int
    /// Mean over the classes of the area under the ROC curve, one class against the rest.
    let auc: Double?
    /// Mutual information of prediction and label over the mean of their entropies.
    let nmi: Double
    /// Classes that are predicted nearly without error, by recall and precision.
    let determined: [Int]

    private static let nearlyAll = 0.99
    private static let fewestInClass = 20

    /// - Parameter scores: of each row a score a class, the highest of which is the prediction.
    init(labels: [Int], scores: [[Double]], classes: Int) {
        var table = [[Int]](repeating: Array(repeating: 0, count: classes), count: classes)
        for (label, score) in zip(labels, scores) { table[label][score.indices.max { score[$0] < score[$1] }!] += 1 }
        right = (0..<classes).reduce(0) { $0 + table[$1][$1] }
        accuracy = Double(right) / Double(max(1, labels.count))
        nmi = Self.information(table)
        let sizes = table.map { $0.reduce(0, +) }
        determined = (0..<classes).filter { label in
            let predicted = table.reduce(0) { $0 + $1[label] }
            return sizes[label] >= Self.fewestInClass
                && Double(table[label][label]) >= Self.nearlyAll * Double(max(sizes[label], predicted))
        }
        let areas = (0..<classes).compactMap { label -> Double? in
            RankArea(scores.map { $0[label] }, isPositive: labels.map { $0 == label })?.value
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
