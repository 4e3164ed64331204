/// Predictions of each row by what was learned from the other folds.
struct CrossValidation {
    let labels: [Int]
    let classes: Int
    /// The fold of each row, from 0.
    let folds: [Int]
    let foldCount: Int

    /// By a tree; missing numbers by the labels of the missing ones.
    ///
    /// - Complexity: O(rows · folds · levels).
    func predictions(numbers: [Double]) -> Predictions {
        let present = numbers.indices.filter { !numbers[$0].isNaN }
        let order = RadixSort.order(present.map { SortKey.of(numbers[$0]) }).map { present[Int($0)] }
        var predictions = Predictions(rows: numbers.count, classes: classes)
        for fold in 0..<foldCount {
            let known = order.filter { folds[$0] != fold }.map { (value: numbers[$0], label: labels[$0]) }
            let tree = FeatureTree(known, classes: classes, fewestInLeaf: max(5, known.count / 200))
            var missing = [Int](repeating: 0, count: classes)
            for row in numbers.indices where numbers[row].isNaN && folds[row] != fold { missing[labels[row]] += 1 }
            let ofMissing = predictions.add(missing)
            let ofLeaves = tree.leaves.map { predictions.add($0) }
            for row in numbers.indices where folds[row] == fold {
                predictions.groups[row] = numbers[row].isNaN ? ofMissing : ofLeaves[tree.leaf(numbers[row])]
            }
        }
        return predictions
    }

    /// By the labels of the same value; negative values are missing ones, which are a value too.
    ///
    /// - Complexity: O(folds · (rows + values · classes)).
    func predictions(values: [Int32], count: Int) -> Predictions {
        var predictions = Predictions(rows: values.count, classes: classes)
        for fold in 0..<foldCount {
            var known = [Int](repeating: 0, count: (count + 1) * classes)
            var all = [Int](repeating: 0, count: classes)
            for row in values.indices where folds[row] != fold {
                known[(Int(values[row]) + 1) * classes + labels[row]] += 1
                all[labels[row]] += 1
            }
            let ofUnknown = predictions.add(all)
            var ofValues = [Int32](repeating: -1, count: count + 1)
            for row in values.indices where folds[row] == fold {
                let value = Int(values[row]) + 1
                if ofValues[value] < 0 {
                    let counts = known[value * classes..<(value + 1) * classes]
                    ofValues[value] = counts.contains { $0 > 0 } ? predictions.add(counts) : ofUnknown
                }
                predictions.groups[row] = ofValues[value]
            }
        }
        return predictions
    }
}
