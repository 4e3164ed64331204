internal import Glibc

/// Two groups compared within the strata of a third thing (Mantel and Haenszel 1959; Cochran 1954).
struct MantelHaenszel {
    /// Successes and failures of both groups in one stratum.
    struct Stratum {
        var a = 0.0
        var b = 0.0
        var c = 0.0
        var d = 0.0

        var total: Double { a + b + c + d }
    }

    /// Of the test that the groups' odds are equal in every stratum, without a correction for continuity.
    let statistic: Double
    let p: Double
    /// Odds of success of the first group over those of the second, pooled; nil where that is infinite or not defined.
    let oddsRatio: Double?
    /// Rate of the first group less that of the second, pooled.
    let difference: Double

    /// nil where no stratum has rows of both groups and of both outcomes.
    init?(_ strata: [Stratum]) {
        var (excess, variance) = (0.0, 0.0)
        var (concordant, discordant) = (0.0, 0.0)
        var (difference, weight) = (0.0, 0.0)
        for s in strata where s.total > 1 {
            let (n, first, second, success) = (s.total, s.a + s.b, s.c + s.d, s.a + s.c)
            excess += s.a - first * success / n
            variance += first * second * success * (s.b + s.d) / (n * n * (n - 1))
            concordant += s.a * s.d / n
            discordant += s.b * s.c / n
            difference += (s.a * second - s.c * first) / n
            weight += first * second / n
        }
        guard variance > 0, weight > 0 else { return nil }
        statistic = excess * excess / variance
        p = ChiSquare.survival(statistic, freedom: 1)
        oddsRatio = discordant > 0 ? concordant / discordant : nil
        self.difference = difference / weight
    }
}
