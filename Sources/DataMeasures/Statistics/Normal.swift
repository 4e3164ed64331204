internal import Glibc

/// The normal distribution.
enum Normal {
    /// The probability of a value as far from 0 as `z`, on either side.
    static func twoSided(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }
}
