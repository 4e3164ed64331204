internal import Glibc

/// How far two distributions over the same bins are apart.
package enum DistributionDistance {
    /// What an empty bin is taken for, so that the index stays finite.
    private static let floor = 1e-4

    /// The population stability index: the sum of (q - p) ln(q / p) over the bins.
    package static func stabilityIndex(_ base: [Int], _ other: [Int]) -> Double? {
        guard let (p, q) = shares(base, other) else { return nil }
        return zip(p, q).reduce(0) { sum, bin in
            let (p, q) = (bin.0 > 0 ? bin.0 : floor, bin.1 > 0 ? bin.1 : floor)
            return sum + (q - p) * log(q / p)
        }
    }

    /// Jensen and Shannon's distance, the square root of their divergence in bits: 0 for equal distributions, 1 for
    /// those without a common bin.
    package static func jensenShannon(_ base: [Int], _ other: [Int]) -> Double? {
        guard let (p, q) = shares(base, other) else { return nil }
        func term(_ share: Double, _ mean: Double) -> Double { share > 0 ? share * log2(share / mean) : 0 }
        let divergence = zip(p, q).reduce(0) { sum, bin in
            let mean = (bin.0 + bin.1) / 2
            return sum + (term(bin.0, mean) + term(bin.1, mean)) / 2
        }
        return min(1, max(0, divergence).squareRoot())
    }

    private static func shares(_ base: [Int], _ other: [Int]) -> ([Double], [Double])? {
        let (n, m) = (Double(base.reduce(0, +)), Double(other.reduce(0, +)))
        return n > 0 && m > 0 ? (base.map { Double($0) / n }, other.map { Double($0) / m }) : nil
    }
}
