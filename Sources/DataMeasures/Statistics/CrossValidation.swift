/// Predictions of each row by what was learned from the other folds.
enum CrossValidation {
    /// By a tree; missing numbers by the labels of the missing ones.
    static func scores(numbers: [Double], _ labels: [Int], folds: [Int], count: Int, classes: Int) -> [[Double]] {
        let order = numbers.indices.filter { !numbers[$0].isNaN }.sorted { numbers[$0] < numbers[$1] }
        var scores = [[Double]](repeating: [], count: numbers.count)
        for fold in 0..<count {
            let known = order.filter { folds[$0] != fold }.map { (value: numbers[$0], label: labels[$0]) }
            let tree = FeatureTree(known, classes: classes, fewestInLeaf: max(5, known.count / 200))
            var missing = [Int](repeating: 0, count: classes)
            for row in numbers.indices where numbers[row].isNaN && folds[row] != fold { missing[labels[row]] += 1 }
            for row in numbers.indices where folds[row] == fold {
                scores[row] = shares(numbers[row].isNaN ? missing : tree.counts(numbers[row]))
            }
        }
        return scores
    }

    /// By the labels of the same value; negative values are missing ones.
    static func scores(values: [Int32], _ labels: [Int], folds: [Int], count: Int, classes: Int) -> [[Double]] {
        var scores = [[Double]](repeating: [], count: values.count)
        for fold in 0..<count {
            var known: [Int32: [Int]] = [:]
            var all = [Int](repeating: 0, count: classes)
            for row in values.indices where folds[row] != fold {
                known[values[row], default: Array(repeating: 0, count: classes)][labels[row]] += 1
                all[labels[row]] += 1
            }
            for row in values.indices where folds[row] == fold { scores[row] = shares(known[values[row]] ?? all) }
        }
        return scores
    }

    private static func shares(_ counts: [Int]) -> [Double] {
        let total = Double(counts.reduce(counts.count, +))
        return counts.map { (Double($0) + 1) / total }
    }
}
