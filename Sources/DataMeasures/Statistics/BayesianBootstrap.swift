internal import Glibc
internal import QuorumCore

/// What counts leave uncertain about a figure of the shares behind them.
///
/// Shares are drawn from their posterior under a Dirichlet prior, so that a cell in which nothing was seen is small but not
/// known to be empty, as it would stay in every bootstrap sample.
enum DirichletInterval {
    private static let rounds = 200

    /// The middle 95 % of a figure.
    ///
    /// - Parameters:
    ///   - counts: of each cell.
    ///   - prior: added to each cell.
    ///   - figure: of the cells' shares, up to a common factor.
    static func of(
        _ counts: [Int], prior: Double, seed: UInt64, _ figure: ([Double]) -> Double
    ) -> (low: Double, high: Double) {
        var generator = SeededNumbers(seed: seed)
        let drawn = (0..<rounds).map { _ in figure(counts.map { gamma(Double($0) + prior, &generator) }) }.sorted()
        return (drawn[rounds / 40], drawn[rounds - 1 - rounds / 40])
    }

    /// A number of the gamma distribution (Marsaglia and Tsang 2000).
    private static func gamma(_ shape: Double, _ generator: inout SeededNumbers) -> Double {
        guard shape >= 1 else {
            return gamma(shape + 1, &generator) * pow(1 - generator.unit(), 1 / shape)
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let radius = (-2 * log(1 - generator.unit())).squareRoot()
            let x = radius * cos(2 * .pi * generator.unit())
            let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
            guard v > 0 else { continue }
            if log(1 - generator.unit()) < x * x / 2 + d - d * v + d * log(v) { return d * v }
        }
    }
}
