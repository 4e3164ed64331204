internal import TableIO

/// Finds the rows of a table that are most like one, by Gower's coefficient of similarity (Biometrics 1971): the mean over
/// the columns in which both have a value of 1 − |a − b| / range for numbers, and of 1 for equal and 0 for other values.
struct RowSearch {
    static let method = "Gower's similarity over the compared columns"

    private enum Compared: Sendable {
        /// By split; not-a-number for what is missing.
        case numbers([[Double]], range: Double)
        /// By split; below 0 for what is missing.
        case codes([[Int32]])
    }

    private let columns: [Compared]
    private let rowCounts: [Int]
    private let threads: Int

    init(_ data: MeasuredData) {
        rowCounts = data.splits.map(\.rowCount)
        threads = data.settings.threads
        columns = data.input.comparedColumns.map { name in
            let numbers = data.columns(named: name).compactMap { $0.asNumbers() }
            guard numbers.count == data.splits.count else { return .codes(data.valueCodes(name).codes) }
            let finite = numbers.joined().lazy.filter(\.isFinite)
            return .numbers(numbers, range: (finite.max() ?? 0) - (finite.min() ?? 0))
        }
    }

    /// - Complexity: O(rows × columns)
    func nearest(split: Int, row: Int, limit: Int) -> [NearestExamples.Match] {
        let parts = threads * 8
        let found = rowCounts.indices.flatMap { other in
            parallelMap(parts, threads: threads) { part in
                var nearest = NearestList(limit: limit)
                let count = rowCounts[other]
                for candidate in count * part / parts..<count * (part + 1) / parts {
                    guard let similarity = similarity((split, row), (other, candidate)), similarity > 0 else {
                        continue
                    }
                    nearest.add(.init(split: other, row: candidate, similarity: similarity, containment: nil))
                }
                return nearest
            }
        }
        return NearestList.merged(found, limit: limit)
    }

    /// nil where there is no column in which both have a value.
    private func similarity(_ a: (split: Int, row: Int), _ b: (split: Int, row: Int)) -> Double? {
        var sum = 0.0
        var count = 0
        for column in columns {
            switch column {
            case .numbers(let values, let range):
                let (x, y) = (values[a.split][a.row], values[b.split][b.row])
                guard !x.isNaN, !y.isNaN else { continue }
                sum += x == y ? 1 : range > 0 && range.isFinite ? max(0, 1 - abs(x - y) / range) : 0
            case .codes(let codes):
                let (x, y) = (codes[a.split][a.row], codes[b.split][b.row])
                guard x >= 0, y >= 0 else { continue }
                sum += x == y ? 1 : 0
            }
            count += 1
        }
        return count == 0 ? nil : sum / Double(count)
    }
}
