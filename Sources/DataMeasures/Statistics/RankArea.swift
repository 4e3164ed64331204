internal import Glibc

/// The area under the ROC curve: the share of pairs of a positive and a negative row that scores put in that order.
struct RankArea {
    let value: Double
    /// 95 %, by Hanley and McNeil's standard error (1982).
    let low: Double
    let high: Double

    /// nil without rows of either class.
    init?(_ scores: [Double], isPositive: [Bool]) {
        let ranks = Ranks(scores).ranks
        let n = Double(isPositive.count { $0 })
        let m = Double(isPositive.count) - n
        guard n > 0, m > 0 else { return nil }
        let sum = zip(ranks, isPositive).reduce(0) { $1.1 ? $0 + $1.0 : $0 }
        let area = (sum - n * (n + 1) / 2) / (n * m)
        value = area
        let (q, r) = (area / (2 - area), 2 * area * area / (1 + area))
        let variance = (area * (1 - area) + (n - 1) * (q - area * area) + (m - 1) * (r - area * area)) / (n * m)
        let half = 1.959_963_984_540_054 * max(0, variance).squareRoot()
        low = max(0, area - half)
        high = min(1, area + half)
    }
}
