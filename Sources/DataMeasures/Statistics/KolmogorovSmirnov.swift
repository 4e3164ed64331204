internal import Glibc

/// Two samples of numbers, compared as distributions.
enum KolmogorovSmirnov {
    /// The largest distance between the shares of both samples up to a number, and its p-value by Kolmogorov's limit
    /// (asymptotic; too large for samples below some 50).
    ///
    /// - Parameters: both rising.
    static func test(_ a: [Double], _ b: [Double]) -> (statistic: Double, p: Double)? {
        guard !a.isEmpty, !b.isEmpty else { return nil }
        let (n, m) = (Double(a.count), Double(b.count))
        var largest = 0.0
        forEachStep(a, b) { _, i, j in largest = max(largest, abs(Double(i) / n - Double(j) / m)) }
        return (largest, limit((n * m / (n + m)).squareRoot() * largest))
    }

    /// The probability that Kolmogorov's statistic is at least `x`, in the limit of large samples.
    static func limit(_ x: Double) -> Double {
        guard x > 0 else { return 1 }
        // Below, the alternating series converges slowly and its dual fast.
        if x < 1 {
            let step = Double.pi * Double.pi / (8 * x * x)
            let sum = stride(from: 1.0, through: 39, by: 2).reduce(0) { $0 + exp(-$1 * $1 * step) }
            return max(0, 1 - (2 * Double.pi).squareRoot() / x * sum)
        }
        var sum = 0.0
        var sign = 1.0
        for k in 1...100 {
            let term = exp(-2 * Double(k * k) * x * x)
            sum += sign * term
            if term < 1e-18 * sum { break }
            sign = -sign
        }
        return min(1, 2 * sum)
    }

    /// The area between both distribution functions (Wasserstein's distance of order 1), as a share of the range of
    /// both samples together.
    static func wasserstein(_ a: [Double], _ b: [Double]) -> Double? {
        guard let low = [a.first, b.first].compactMap({ $0 }).min(),
            let high = [a.last, b.last].compactMap({ $0 }).max(),
            !a.isEmpty, !b.isEmpty
        else { return nil }
        guard high > low else { return 0 }
        var area = 0.0
        var last = low
        var distance = 0.0
        forEachStep(a, b) { value, i, j in
            area += distance * (value - last)
            last = value
            distance = abs(Double(i) / Double(a.count) - Double(j) / Double(b.count))
        }
        return area / (high - low)
    }

    /// Calls `body` with each different number and how many of either sample are not above it.
    private static func forEachStep(_ a: [Double], _ b: [Double], _ body: (Double, Int, Int) -> Void) {
        var (i, j) = (0, 0)
        while i < a.count || j < b.count {
            let value = i == a.count ? b[j] : j == b.count ? a[i] : min(a[i], b[j])
            while i < a.count, a[i] == value { i += 1 }
            while j < b.count, b[j] == value { j += 1 }
            body(value, i, j)
        }
    }
}
