/// Which labels a model's probabilities speak against, by thresholds of their own for each class.
struct ConfidentLearning {
    struct Issue {
        let row: Int
        let given: Int
        let suggested: Int
        /// The probability of the given label.
        let score: Double
    }

    /// A probability may miss its threshold by this much, for rounding.
    private static let tolerance = 1e-6

    /// The mean probability of each class over the rows so labeled; nil for a class without rows.
    let thresholds: [Double?]
    private(set) var issues: [Issue] = []

    /// - Parameters:
    ///   - given: the class of each row.
    ///   - probabilities: of a row and a class.
    /// - Complexity: O(rows · classes).
    init(given: [Int], classes: Int, probabilities: (Int, Int) -> Double) {
        var own = [[Double]](repeating: [], count: classes)
        for (row, label) in given.enumerated() { own[label].append(probabilities(row, label)) }
        // In rising order, so that the order of rows does not change the sum.
        let means = own.map { $0.isEmpty ? nil : $0.sorted().reduce(0, +) / Double($0.count) }
        thresholds = means
        for (row, label) in given.enumerated() {
            let shares = (0..<classes).map { probabilities(row, $0) }
            let confident = shares.indices.filter { shares[$0] >= (means[$0] ?? .infinity) - Self.tolerance }
            let likeliest = shares.indices.max { shares[$0] < shares[$1] || shares[$0] == shares[$1] && $0 > $1 }!
            guard let first = confident.first else { continue }
            let guess = confident.count > 1 ? likeliest : first
            guard guess != label, likeliest != label else { continue }
            issues.append(Issue(row: row, given: label, suggested: likeliest, score: shares[label]))
        }
    }
}
