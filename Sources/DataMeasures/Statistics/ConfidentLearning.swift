/// Which labels a model's probabilities speak against, by thresholds of their own for each class (Northcutt, Jiang, Chuang
/// 2021), with the definitions of cleanlab 2.
struct ConfidentLearning {
    /// Which rows are taken, under the names of cleanlab's `filter_by`.
    enum Filter: String, CaseIterable {
        /// Those that count for another label in the confident joint.
        case confidentLearning = "confident_learning"
        /// Of each label as many as the calibrated joint has for each other one, by the largest margin.
        case pruneByNoiseRate = "prune_by_noise_rate"
        /// Of each label as many as the calibrated joint has for all others, by the least probability.
        case pruneByClass = "prune_by_class"
        case both
        /// Those whose most probable label is another.
        case predictedNeqGiven = "predicted_neq_given"
        /// As many as `confidentLearning` takes, by the lowest scores.
        case lowNormalizedMargin = "low_normalized_margin"
        case lowSelfConfidence = "low_self_confidence"
    }

    /// Probabilities that differ by less are taken for equal, for rounding.
    private static let tolerance = 1e-6

    /// The mean probability of each class over the rows so labeled; nil for a class without rows.
    let thresholds: [Double?]
    /// Rows by their class and the one that they count for, of the rows that count for one.
    let joint: ConfidentJoint
    /// The most probable class of each row, the first of several.
    let likeliest: [Int]

    private let given: [Int]
    private let classes: Int
    private let probabilities: (Int, Int) -> Double
    /// Whether another class than a row's own is clearly more probable.
    private let isDoubted: [Bool]
    private let countsForAnother: [Bool]

    /// - Parameters:
    ///   - given: the class of each row.
    ///   - probabilities: of a row and a class.
    /// - Complexity: O(rows · classes).
    init(given: [Int], classes: Int, probabilities: @escaping (Int, Int) -> Double) {
        self.given = given
        self.classes = classes
        self.probabilities = probabilities
        var own = [[Double]](repeating: [], count: classes)
        for (row, label) in given.enumerated() { own[label].append(probabilities(row, label)) }
        // In rising order, so that the order of rows does not change the sum.
        let means = own.map { $0.isEmpty ? nil : $0.sorted().reduce(0, +) / Double($0.count) }
        thresholds = means
        let least = means.map { max($0 ?? .infinity, 2 * Self.tolerance) - Self.tolerance }
        var counts = [[Int]](repeating: Array(repeating: 0, count: classes), count: classes)
        var likeliest: [Int] = []
        var isDoubted: [Bool] = []
        var countsForAnother: [Bool] = []
        for (row, label) in given.enumerated() {
            var shares = (0..<classes).map { probabilities(row, $0) }
            let confident = shares.indices.filter { shares[$0] >= least[$0] }
            let most = Self.first(ofMost: shares)
            shares[label] += Self.tolerance
            likeliest.append(most)
            isDoubted.append(Self.first(ofMost: shares) != label)
            let guess = confident.count > 1 ? most : confident.first
            countsForAnother.append(guess != nil && guess != label)
            if let guess { counts[label][guess] += 1 }
        }
        joint = ConfidentJoint(counts, rows: own.map(\.count))
        self.likeliest = likeliest
        self.isDoubted = isDoubted
        self.countsForAnother = countsForAnother
    }

    private static func first(ofMost shares: [Double]) -> Int {
        shares.indices.max { shares[$0] < shares[$1] || shares[$0] == shares[$1] && $0 > $1 }!
    }

    /// The scores of a row.
    func quality(_ row: Int) -> LabelQuality {
        LabelQuality((0..<classes).map { probabilities(row, $0) }, given: given[row])
    }

    /// The rows that a filter takes, in their order.
    func rows(_ filter: Filter) -> [Int] {
        switch filter {
        case .confidentLearning: given.indices.filter { countsForAnother[$0] && isDoubted[$0] }
        case .predictedNeqGiven: given.indices.filter { isDoubted[$0] }
        case .pruneByNoiseRate: byNoiseRate()
        case .pruneByClass: byClass()
        case .both: Set(byNoiseRate()).intersection(byClass()).sorted()
        case .lowNormalizedMargin: lowest { quality($0).normalizedMargin }
        case .lowSelfConfidence: lowest { quality($0).selfConfidence }
        }
    }

    private func lowest(_ score: (Int) -> Double) -> [Int] {
        Self.first(rows(.confidentLearning).count, of: Array(given.indices), by: score).sorted()
    }

    /// The rows with the lowest scores, of equal ones the first.
    private static func first(_ count: Int, of rows: [Int], by score: (Int) -> Double) -> [Int] {
        RadixSort.order(rows.map { SortKey.of(score($0)) }).prefix(max(0, count)).map { rows[Int($0)] }
    }

    private func byClass() -> [Int] {
        pruned { label, own in
            Self.first(own.count - joint.pruning[label][label], of: own) { probabilities($0, label) }
        }
    }

    private func byNoiseRate() -> [Int] {
        pruned { label, own in
            (0..<classes).filter { $0 != label && joint.pruning[label][$0] > 0 }.flatMap { other in
                Self.first(joint.pruning[label][other], of: own) { probabilities($0, label) - probabilities($0, other) }
            }
        }
    }

    /// Of the rows of each label those that are to go, but no label's only one.
    private func pruned(_ rows: (Int, [Int]) -> [Int]) -> [Int] {
        var own = [[Int]](repeating: [], count: classes)
        for (row, label) in given.enumerated() { own[label].append(row) }
        let taken = own.indices.filter { own[$0].count > 1 }.flatMap { rows($0, own[$0]) }
        return Set(taken).filter { isDoubted[$0] }.sorted()
    }
}
