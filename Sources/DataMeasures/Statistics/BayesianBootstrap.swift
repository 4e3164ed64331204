internal import Glibc
internal import QuorumCore

/// Intervals by the Bayesian bootstrap (Rubin 1981): instead of being drawn with replacement, each thing counted gets a
/// random weight, all sets of weights being as likely.
///
/// The weights of the things in a cell add up to a number of the gamma distribution, so that cells are drawn, whatever they
/// count. In draws with replacement a cell in which nothing was seen would stay empty; here a part of a thing is added to
/// each, so that it is small but not known to be empty.
enum BayesianBootstrap {
    static let rounds = 1000

    /// The middle 95 % of a figure.
    ///
    /// - Parameters:
    ///   - counts: of each cell.
    ///   - prior: added to each cell.
    ///   - figure: of the cells' weights, up to a common factor.
    static func interval(
        _ counts: [Int], prior: Double, seed: UInt64, _ figure: ([Double]) -> Double
    ) -> (low: Double, high: Double) {
        var generator = SeededNumbers(seed: seed)
        var weights = [Double](repeating: 0, count: counts.count)
        var drawn = (0..<rounds).map { _ in
            for cell in counts.indices { weights[cell] = gamma(Double(counts[cell]) + prior, &generator) }
            return figure(weights)
        }
        drawn.sort()
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
