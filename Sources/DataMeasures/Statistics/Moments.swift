internal import TableIO

/// Mean, deviation and limits of the numbers of a column; mergeable over parts (Chan, Golub, LeVeque 1979).
struct Moments: Sendable {
    private(set) var count: Int
    private(set) var mean: Double
    private var squares: Double
    private(set) var min: Double
    private(set) var max: Double
    /// Some numbers are not whole.
    private(set) var hasFractions: Bool

    /// nil when the column holds anything but finite numbers, or nothing.
    init?(_ column: Column) {
        guard let numbers = Numbers(column), numbers[0].isFinite, numbers[numbers.count - 1].isFinite else {
            return nil
        }
        count = numbers.count
        var sum = 0.0
        var hasFractions = false
        for index in 0..<numbers.count {
            sum += numbers[index]
            if numbers[index] != numbers[index].rounded() { hasFractions = true }
        }
        let mean = sum / Double(count)
        squares = (0..<numbers.count).reduce(0) { $0 + (numbers[$1] - mean) * (numbers[$1] - mean) }
        self.mean = mean
        self.hasFractions = hasFractions
        min = numbers[0]
        max = numbers[numbers.count - 1]
    }

    func merged(with other: Moments) -> Moments {
        var merged = self
        let (n, m) = (Double(count), Double(other.count))
        let distance = other.mean - mean
        merged.count = count + other.count
        merged.mean = mean + distance * m / (n + m)
        merged.squares = squares + other.squares + distance * distance * n * m / (n + m)
        merged.min = Swift.min(min, other.min)
        merged.max = Swift.max(max, other.max)
        merged.hasFractions = hasFractions || other.hasFractions
        return merged
    }

    /// Of the population (n).
    var deviation: Double { (squares / Double(count)).squareRoot() }

    /// The deviation is 1, as scalers compute it (n), or as tables do (n - 1).
    func isUnit(within tolerance: Double) -> Bool {
        let sample = count > 1 ? (squares / Double(count - 1)).squareRoot() : 0
        return abs(deviation - 1) < tolerance || abs(sample - 1) < tolerance
    }

    var reported: ReportValue {
        [
            "count": .integer(count), "mean": .number(mean), "std": .number(deviation), "min": .number(min),
            "max": .number(max),
        ]
    }
}
