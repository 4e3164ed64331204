/// The 95 % interval of a proportion (Wilson 1927): never outside 0...1, and of use for few cases too.
public struct ProportionInterval: Equatable, Sendable {
    public let low: Double
    public let high: Double

    /// The 0.975 quantile of the standard normal distribution.
    static let quantile = 1.959963984540054

    /// - Parameters:
    ///   - successes: may be a sum of probabilities, 0...`trials`.
    /// - Returns: nil without trials.
    public init?(successes: Double, trials: Int) {
        guard trials > 0 else { return nil }
        let size = Double(trials)
        let share = successes / size
        let square = Self.quantile * Self.quantile
        let center = (share + square / (2 * size)) / (1 + square / size)
        let variance = share * (1 - share) / size + square / (4 * size * size)
        let margin = Self.quantile * max(variance, 0).squareRoot() / (1 + square / size)
        low = successes <= 0 ? 0 : max(0, center - margin)
        high = successes >= size ? 1 : min(1, center + margin)
    }
}
