internal import Glibc

/// The regularised incomplete beta function, and the distributions that it is the tail of.
enum IncompleteBeta {
    /// I_x(a, b), to about 1e-13, by Lentz's continued fraction on the side where it converges fast.
    static func value(_ a: Double, _ b: Double, _ x: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        let scale = exp(
            ChiSquare.logGamma(a + b) - ChiSquare.logGamma(a) - ChiSquare.logGamma(b) + a * log(x) + b * log1p(-x))
        return x < (a + 1) / (a + b + 2) ? scale * fraction(a, b, x) / a : 1 - scale * fraction(b, a, 1 - x) / b
    }

    private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
        var c = 1.0
        var d = 1 / nonzero(1 - (a + b) * x / (a + 1))
        var result = d
        for m in 1...10_000 {
            let n = Double(m)
            for term in [
                n * (b - n) * x / ((a + 2 * n - 1) * (a + 2 * n)),
                -(a + n) * (a + b + n) * x / ((a + 2 * n) * (a + 2 * n + 1)),
            ] {
                d = 1 / nonzero(1 + term * d)
                c = nonzero(1 + term / c)
                result *= d * c
            }
            if abs(d * c - 1) < 1e-16 { break }
        }
        return result
    }

    private static func nonzero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
}

/// Student's t distribution.
enum StudentT {
    /// The probability of a value as far from 0 as `t`, on either side.
    static func twoSided(_ t: Double, freedom: Double) -> Double {
        guard t.isFinite else { return t.isNaN ? 1 : 0 }
        return IncompleteBeta.value(freedom / 2, 0.5, freedom / (freedom + t * t))
    }

    /// The p-value of a correlation of `count` pairs, were there none: exact for Pearson's and normal values, and an
    /// approximation for Spearman's.
    static func twoSided(correlation r: Double, count: Int) -> Double? {
        guard count > 2 else { return nil }
        let freedom = Double(count - 2)
        let rest = (1 - r) * (1 + r)
        return rest <= 0 ? 0 : twoSided(r * (freedom / rest).squareRoot(), freedom: freedom)
    }
}

/// Fisher and Snedecor's F distribution.
enum FisherF {
    /// The probability of at least `f`.
    static func survival(_ f: Double, _ between: Double, _ within: Double) -> Double {
        guard f.isFinite else { return f.isNaN ? 1 : 0 }
        return f <= 0 ? 1 : IncompleteBeta.value(within / 2, between / 2, within / (within + between * f))
    }
}
