/// Predictions of a number for each row by what was learned from the other folds.
struct NumberValidation: Sendable {
    /// The labels over 2 to the power of `exponent`, so that the largest is from 1 to 2 and no square overflows.
    let targets: [Double]
    let exponent: Int
    /// The fold of each row, from 0.
    let folds: [Int]
    let foldCount: Int

    /// - Parameter labels: finite ones.
    init(labels: [Double], folds: [Int], foldCount: Int) {
        let largest = labels.reduce(0) { max($0, $1.magnitude) }
        let exponent = largest > 0 ? largest.exponent : 0
        targets = labels.map { Double(sign: .plus, exponent: -exponent, significand: $0) }
        self.exponent = exponent
        self.folds = folds
        self.foldCount = foldCount
    }

    /// A difference of targets as one of labels.
    func ofLabels(_ difference: Double) -> Double { Double(sign: .plus, exponent: exponent, significand: difference) }

    /// By a tree; missing numbers by the mean of the missing ones.
    ///
    /// - Complexity: O(rows · folds · levels).
    func predictions(numbers: [Double]) -> [Double] {
        let present = numbers.indices.filter { !numbers[$0].isNaN }
        let order = RadixSort.order(present.map { SortKey.of(numbers[$0]) }).map { present[Int($0)] }
        var predictions = targets
        for fold in 0..<foldCount {
            let known = order.filter { folds[$0] != fold }
            let tree = RegressionTree(
                RegressionTree.Rows(values: known.map { numbers[$0] }, targets: known.map { targets[$0] }))
            let missing = numbers.indices.filter { numbers[$0].isNaN && folds[$0] != fold }
            let all = mean(folds.indices.filter { folds[$0] != fold })
            let ofMissing = missing.isEmpty ? all : mean(missing)
            for row in numbers.indices where folds[row] == fold {
                let found = numbers[row].isNaN ? ofMissing : tree.prediction(numbers[row])
                predictions[row] = found.isNaN ? all : found
            }
        }
        return predictions
    }

    /// By the mean of the same value; negative values are missing ones, which are a value too.
    ///
    /// - Complexity: O(folds · (rows + values)).
    func predictions(values: [Int32], count: Int) -> [Double] {
        var predictions = targets
        for fold in 0..<foldCount {
            var sums = [Double](repeating: 0, count: count + 1)
            var rows = [Int](repeating: 0, count: count + 1)
            for row in values.indices where folds[row] != fold {
                sums[Int(values[row]) + 1] += targets[row]
                rows[Int(values[row]) + 1] += 1
            }
            let all = sums.reduce(0, +) / Double(rows.reduce(0, +))
            for row in values.indices where folds[row] == fold {
                let value = Int(values[row]) + 1
                predictions[row] = rows[value] > 0 ? sums[value] / Double(rows[value]) : all
            }
        }
        return predictions
    }

    private func mean(_ rows: [Int]) -> Double { rows.reduce(0) { $0 + targets[$1] } / Double(rows.count) }
}
