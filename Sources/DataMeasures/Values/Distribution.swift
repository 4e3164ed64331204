/// The shape of a set of numbers.
struct Distribution: Sendable {
    static let levels = [0.05, 0.25, 0.5, 0.75, 0.95]

    let count: Int
    let min: Double
    let max: Double
    let mean: Double
    /// Of the sample (n - 1); nil for a single number.
    let std: Double?
    /// At `levels`, linear between neighbours.
    let quantiles: [Double]
    let histogram: [Int]

    /// - Parameter value: the `i`-th smallest number; rising with `i`, so that sums do not depend on the rows' order.
    init?(count: Int, _ value: (Int) -> Double) {
        guard count > 0 else { return nil }
        self.count = count
        min = value(0)
        max = value(count - 1)
        var sum = 0.0
        for index in 0..<count { sum += value(index) }
        let mean = sum / Double(count)
        self.mean = mean
        var squares = 0.0
        var drift = 0.0
        for index in 0..<count {
            let distance = value(index) - mean
            squares += distance * distance
            drift += distance
        }
        std = count > 1 ? ((squares - drift * drift / Double(count)) / Double(count - 1)).squareRoot() : nil
        quantiles = Self.levels.map { Quantile.of(count: count, $0, value) }
        histogram = Self.histogram(count: count, low: min, high: max, value)
    }

    /// - Parameter lengths: any order; it is sorted here.
    init?(of lengths: [Int]) {
        var keys = lengths.map { UInt64($0) }
        RadixSort.sort(&keys)
        self.init(count: keys.count) { Double(keys[$0]) }
    }

    /// - Parameter numbers: any order; nil when there are none.
    init?(of numbers: [Double]) {
        let sorted = RadixSort.sorted(numbers)
        self.init(count: sorted.count) { sorted[$0] }
    }

    private static func histogram(count: Int, low: Double, high: Double, _ value: (Int) -> Double) -> [Int] {
        let bins = 24
        guard high > low, (high - low).isFinite else { return [] }
        var counts = [Int](repeating: 0, count: bins)
        for index in 0..<count {
            counts[Swift.min(bins - 1, Int((value(index) - low) / (high - low) * Double(bins)))] += 1
        }
        return counts
    }

    var reportedQuantiles: ReportValue {
        .object(zip(Self.levels, quantiles).map { .init(name: "\($0)", value: .number($1)) })
    }

    var reported: ReportValue {
        [
            "min": .number(min), "max": .number(max), "mean": .number(mean), "std": ReportValue(std),
            "quantiles": reportedQuantiles,
        ]
    }
}
