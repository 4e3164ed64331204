internal import Glibc

/// The area under the ROC curve: the share of pairs of a positive and a negative row that scores put in that order.
struct RankArea {
    let value: Double
    /// 95 %, by Hanley and McNeil's standard error (1982).
    let low: Double
    let high: Double

    /// nil without rows of either class.
    init?(_ scores: [Double], isPositive: [Bool]) {
        self.init(zip(scores, isPositive).map { (score: $0, positives: $1 ? 1 : 0, negatives: $1 ? 0 : 1) })
    }

    /// Of groups of rows, each with one score; nil without rows of either class.
    init?(_ groups: [(score: Double, positives: Int, negatives: Int)]) {
        let n = Double(groups.reduce(0) { $0 + $1.positives })
        let m = Double(groups.reduce(0) { $0 + $1.negatives })
        guard n > 0, m > 0 else { return nil }
        let order = RadixSort.order(groups.map { SortKey.of($0.score) })
        // Pairs in order, those of equal scores as half a pair.
        var (pairs, below) = (0.0, 0.0)
        var start = 0
        while start < order.count {
            var (positives, negatives) = (0, 0)
            var end = start
            while end < order.count, groups[Int(order[end])].score == groups[Int(order[start])].score {
                positives += groups[Int(order[end])].positives
                negatives += groups[Int(order[end])].negatives
                end += 1
            }
            pairs += Double(positives) * (below + Double(negatives) / 2)
            below += Double(negatives)
            start = end
        }
        let area = pairs / (n * m)
        value = area
        let (q, r) = (area / (2 - area), 2 * area * area / (1 + area))
        let variance = (area * (1 - area) + (n - 1) * (q - area * area) + (m - 1) * (r - area * area)) / (n * m)
        let half = 1.959_963_984_540_054 * max(0, variance).squareRoot()
        low = max(0, area - half)
        high = min(1, area + half)
    }
}
