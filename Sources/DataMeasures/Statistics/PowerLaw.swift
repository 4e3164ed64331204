internal import Glibc
internal import QuorumCore

/// A power law fitted to counts: p(x) = x^-alpha / zeta(alpha, xmin) from xmin on (Clauset, Shalizi, Newman 2009).
struct PowerLaw: Sendable {
    let alpha: Double
    let xmin: Int
    /// The largest distance between the distribution functions of the counts from xmin on and of the law.
    let distance: Double
    /// Counts from xmin on.
    let tail: Int

    static let mostStarts = 100
    private static let shortestTail = 50

    /// The fit whose distance is least over the starts tried: the lowest `mostStarts` different counts that leave 50 or
    /// more.
    ///
    /// - Parameter histogram: different counts, rising, with how many there are of each.
    /// - Complexity: O(starts · different counts).
    init?(_ histogram: [(value: Int, count: Int)]) {
        var best: PowerLaw?
        var left = histogram.reduce(0) { $0 + $1.count }
        for (place, entry) in histogram.prefix(Self.mostStarts).enumerated() {
            if left < Self.shortestTail { break }
            let tail = histogram[place...]
            let logs = tail.reduce(0.0) { $0 + Double($1.count) * log(Double($1.value)) }
            let alpha = Self.likeliest(meanLog: logs / Double(left), xmin: Double(entry.value))
            let limit = best?.distance ?? .infinity
            if let distance = Self.distance(tail, total: left, alpha: alpha, below: limit) {
                best = PowerLaw(alpha: alpha, xmin: entry.value, distance: distance, tail: left)
            }
            left -= entry.count
        }
        guard let best else { return nil }
        self = best
    }

    private init(alpha: Double, xmin: Int, distance: Double, tail: Int) {
        (self.alpha, self.xmin, self.distance, self.tail) = (alpha, xmin, distance, tail)
    }

    /// The exponent of the greatest likelihood: where the slope of -ln zeta(alpha, xmin) is the mean logarithm.
    private static func likeliest(meanLog: Double, xmin: Double) -> Double {
        let step = 1e-5
        var (low, high) = (1.0001, 12.0)
        for _ in 0..<45 {
            let middle = (low + high) / 2
            let slope =
                (log(HurwitzZeta.value(middle - step, xmin)) - log(HurwitzZeta.value(middle + step, xmin))) / (2 * step)
            if slope > meanLog { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// nil as soon as it is clear that it is not below `limit`.
    private static func distance(
        _ tail: ArraySlice<(value: Int, count: Int)>, total: Int, alpha: Double, below limit: Double
    ) -> Double? {
        let all = HurwitzZeta.value(alpha, Double(tail.first!.value))
        var seen = 0
        var largest = 0.0
        for entry in tail {
            // Between two counts the law goes on and the data does not: it is farthest just before the next count.
            let before = 1 - HurwitzZeta.value(alpha, Double(entry.value)) / all
            largest = max(largest, abs(Double(seen) / Double(total) - before))
            seen += entry.count
            let after = 1 - HurwitzZeta.value(alpha, Double(entry.value + 1)) / all
            largest = max(largest, abs(Double(seen) / Double(total) - after))
            if largest >= limit { return nil }
        }
        return largest
    }

    /// The share of samples of the law itself, with the data below xmin as it is, that lie as far from their own best fit.
    ///
    /// - Parameter rounds: samples drawn; the standard error is at most 0.5 over the root of their number.
    func plausibility(_ histogram: [(value: Int, count: Int)], rounds: Int, threads: Int) -> Double {
        let total = histogram.reduce(0) { $0 + $1.count }
        let body = histogram.filter { $0.value < xmin }
        let sampler = Sampler(self)
        let farther = parallelMap(rounds, threads: threads) { round in
            var generator = SeededNumbers(seed: UInt64(round))
            var drawn: [Int: Int] = [:]
            for _ in 0..<total {
                let place = generator.unit() * Double(total)
                let value = place < Double(tail) ? sampler.draw(&generator) : Self.pick(body, &generator, total - tail)
                drawn[value, default: 0] += 1
            }
            let sample = drawn.map { (value: $0.key, count: $0.value) }.sorted { $0.value < $1.value }
            return PowerLaw(sample).map { $0.distance >= distance } ?? true
        }
        return Double(farther.count { $0 }) / Double(rounds)
    }

    private static func pick(
        _ body: [(value: Int, count: Int)], _ generator: inout SeededNumbers, _ total: Int
    ) -> Int {
        var place = Int(generator.unit() * Double(total))
        for entry in body {
            place -= entry.count
            if place < 0 { return entry.value }
        }
        return body.last?.value ?? 1
    }

    /// Draws from the law by a table of its distribution function, and beyond the table as from a continuous law.
    private struct Sampler: Sendable {
        private static let length = 5000

        let law: PowerLaw
        let reached: [Double]

        init(_ law: PowerLaw) {
            self.law = law
            let all = HurwitzZeta.value(law.alpha, Double(law.xmin))
            var sum = 0.0
            reached = (0..<Self.length).map { offset in
                sum += pow(Double(law.xmin + offset), -law.alpha) / all
                return sum
            }
        }

        func draw(_ generator: inout SeededNumbers) -> Int {
            let place = generator.unit()
            guard place < reached[reached.count - 1] else {
                let start = Double(law.xmin + reached.count)
                return Int(min(1e15, start * pow(1 - generator.unit(), -1 / (law.alpha - 1))))
            }
            var (low, high) = (0, reached.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if reached[middle] > place { high = middle } else { low = middle + 1 }
            }
            return law.xmin + low
        }
    }
}

/// Hurwitz's zeta function.
enum HurwitzZeta {
    /// Bernoulli numbers over factorials, B_2k / (2k)!.
    private static let coefficients = [
        1.0 / 12, -1.0 / 720, 1.0 / 30_240, -1.0 / 1_209_600, 1.0 / 47_900_160, -691.0 / 1_307_674_368_000,
    ]

    /// The sum of (q + k)^-s over all k from 0, for s > 1 and q > 0, to about 1e-14: the first terms as they are, the rest
    /// by Euler and Maclaurin.
    static func value(_ s: Double, _ q: Double) -> Double {
        var sum = 0.0
        var start = q
        while start < 12 {
            sum += pow(start, -s)
            start += 1
        }
        let term = pow(start, -s)
        sum += term * start / (s - 1) + term / 2
        var factor = s * term / start
        for (index, coefficient) in coefficients.enumerated() {
            sum += coefficient * factor
            let n = Double(2 * index + 1)
            factor *= (s + n) * (s + n + 1) / (start * start)
        }
        return sum
    }
}
