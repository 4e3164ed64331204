internal import TableIO

/// The rows of each split that are in others when numbers may differ a little, as a copy's do that was stored in single
/// precision or rounded.
///
/// Numbers that are not whole may differ by a share of their column's spread (`NumericTolerance`), or by what single
/// precision changes if that is more; whole numbers, times, groups and everything else must be equal, and a missing number
/// is equal to a missing one only.
struct NumericOverlap {
    static let share = Threshold(
        "leakage.exact_overlap.tolerance", 1e-5,
        "how far numbers that are not whole may differ in equal rows, in median distances of their column's different "
            + "numbers from the median, which is far less than measurements are taken to; what single precision changes "
            + "is allowed wherever that is more; 0 compares all numbers exactly", within: 0...1)

    /// Rows of one split in another.
    struct Found {
        let from: Int
        let other: Int
        let rows: [Int]
        let distinct: Int
        /// Of `rows`, those without an exactly equal row there.
        let inexact: Int
        /// How many of `inexact` chance alone would make, by the pairs of rows up to eleven tolerances apart: copies lie
        /// within one, while of rows that have nothing to do with each other there are at least eleven times as many pairs.
        /// nil where not all rows could be compared.
        let byChance: Double?
        /// The probability of so many pairs were they all by chance.
        let p: Double?
        let isComplete: Bool
    }

    private static let wider = 11.0
    /// Half the distance of two numbers in single precision, as a share of the smallest with that distance.
    private static let singlePrecision = 0x1p-24

    private let raw: RowGroups
    private let points: NearbyRows
    /// The exactly equal part of each different row.
    private let exactGroups: [Int32]
    private(set) var found: [Found] = []

    /// nil where no compared column has numbers that are not whole.
    init?(_ data: MeasuredData) {
        let columns = Self.columns(data)
        guard !columns.isEmpty else { return nil }
        raw = data.rowGroups(.raw)
        let places = Self.firstPlaces(raw)
        let cells = parallelMap(columns.count, threads: data.settings.threads) { index in
            places.map { columns[index].numbers[Int($0.split)][Int($0.row)] }
        }
        exactGroups = Self.exactGroups(data, columns.map(\.name), cells, places)
        let tolerances = columns.map(\.tolerance)
        let homes = Self.homes(raw)
        let points = NearbyRows(
            columns: cells.map { $0.map { $0.isNaN ? 0 : $0 } }, tolerances: tolerances,
            relative: data[Self.share] > 0 ? Self.singlePrecision : 0, homes: homes, splits: raw.sizes.count)
        self.points = Self.matched(points, exactGroups)
        let counts = Self.counts(data, raw, self.points)
        guard counts.contains(where: { $0.rows.count > $0.exact }) else {
            found = counts.map { $0.found(wider: nil, isComplete: self.points.isComplete) }
            return
        }
        let isComplete = self.points.isComplete
        let wide = Self.matched(points.widened(Self.wider), exactGroups)
        let more = Self.counts(data, raw, wide)
        found = zip(counts, more).map {
            $0.found(wider: isComplete && wide.isComplete ? $1.twins : nil, isComplete: isComplete)
        }
    }

    /// The first row of another split that `row` is the same as.
    func twin(of row: Int, _ from: Int, in other: Int) -> Int? {
        let own = Int(raw.groupOfRow[from][row])
        return raw.groupOfRow[other].firstIndex { group in
            exactGroups[own] == exactGroups[Int(group)] && points.areTwins(own, Int(group))
        }
    }

    private struct NumberColumn: Sendable {
        let name: String
        /// By split.
        let numbers: [[Double]]
        let tolerance: Double
    }

    /// Compared columns of numbers of which some are not whole.
    private static func columns(_ data: MeasuredData) -> [NumberColumn] {
        let exact = Set(([data.roles.time] + data.roles.groups).compactMap { $0?.column })
        let names = data.input.comparedColumns.filter { !exact.contains($0) }
        let columns = names.map { data.columns(named: $0) }
        let share = max(0, data[Self.share])
        return parallelMap(names.count, threads: data.settings.threads) { index -> NumberColumn? in
            var numbers: [[Double]] = []
            for column in columns[index] {
                guard let own = column.asNumbers() else { return nil }
                numbers.append(own)
            }
            guard numbers.contains(where: { $0.contains { $0.isFinite && $0 != $0.rounded() } }),
                let tolerance = NumericTolerance.of(numbers, share: share)
            else { return nil }
            return NumberColumn(name: names[index], numbers: numbers, tolerance: tolerance)
        }.compactMap { $0 }
    }

    /// Where each different row stands first.
    private static func firstPlaces(_ raw: RowGroups) -> [(split: Int32, row: Int32)] {
        var places: [(split: Int32, row: Int32)] = []
        places.reserveCapacity(raw.groupCount)
        // Groups are numbered in the order of their first rows.
        for (split, groups) in raw.groupOfRow.enumerated() {
            for (row, group) in groups.enumerated() where Int(group) == places.count {
                places.append((Int32(split), Int32(row)))
            }
        }
        return places
    }

    /// The splits that each different row is in.
    private static func homes(_ raw: RowGroups) -> [UInt64] {
        let words = (raw.sizes.count + 63) / 64
        var bits = [UInt64](repeating: 0, count: raw.groupCount * words)
        for (split, sizes) in raw.sizes.enumerated() {
            for (group, size) in sizes.enumerated() where size > 0 {
                bits[group * words + split / 64] |= 1 << UInt64(split % 64)
            }
        }
        return bits
    }

    /// The different rows by what must be equal: all other columns, and which numbers are missing.
    private static func exactGroups(
        _ data: MeasuredData, _ numeric: [String], _ cells: [[Double]], _ places: [(split: Int32, row: Int32)]
    ) -> [Int32] {
        let names = data.input.comparedColumns.filter { !numeric.contains($0) }
        var parts: [ComparedColumn] = []
        if !names.isEmpty {
            let groups = data.rowGroups(by: names, normalised: false).groupOfRow
            parts.append(ComparedColumn(words: places.map { UInt64(groups[Int($0.split)][Int($0.row)]) }))
        }
        for column in cells where column.contains(where: \.isNaN) {
            parts.append(ComparedColumn(words: column.map { $0.isNaN ? 1 : 0 }))
        }
        guard !parts.isEmpty else { return Array(repeating: 0, count: places.count) }
        return RowGroups([parts], rowCounts: [places.count], threads: data.settings.threads).groupOfRow[0]
    }

    /// All twins among points of equal groups.
    private static func matched(_ points: NearbyRows, _ groups: [Int32]) -> NearbyRows {
        var points = points
        var sizes = [Int](repeating: 0, count: Int(groups.max() ?? -1) + 1)
        for group in groups { sizes[Int(group)] += 1 }
        var members: [Int32: [Int32]] = [:]
        for (point, group) in groups.enumerated() where sizes[Int(group)] > 1 {
            members[group, default: []].append(Int32(point))
        }
        for group in members.keys.sorted() { points.match(members[group]!) }
        return points
    }

    private struct Count {
        let from: Int
        let other: Int
        let twins: Int
        var rows: [Int] = []
        var distinct = 0
        var exact = 0

        /// - Parameter wider: twins within the wider tolerance; nil where they are not known.
        func found(wider: Int?, isComplete: Bool) -> Found {
            let inexact = rows.count - exact
            var (byChance, p): (Double?, Double?) = (inexact > 0 ? nil : 0, nil)
            if inexact > 0, let wider {
                let beyond = max(0, wider - twins)
                byChance = Double(inexact) * min(1, Double(beyond) / (NumericOverlap.wider - 1) / Double(max(1, twins)))
                p = IncompleteBeta.value(Double(twins), Double(beyond + 1), 1 / NumericOverlap.wider)
            }
            return Found(
                from: from, other: other, rows: rows, distinct: distinct, inexact: inexact, byChance: byChance, p: p,
                isComplete: isComplete)
        }
    }

    private static func counts(_ data: MeasuredData, _ raw: RowGroups, _ points: NearbyRows) -> [Count] {
        data.splits.indices.flatMap { from in
            data.splits.indices.filter { $0 != from }.map { other in
                var count = Count(from: from, other: other, twins: points.twins(from, other))
                let own = raw.groupOfRow[from]
                count.rows = own.indices.filter { points.reaches(Int(own[$0]), split: other) }
                count.distinct = Set(count.rows.lazy.map { own[$0] }).count
                count.exact = count.rows.count { raw.sizes[other][Int(own[$0])] > 0 }
                return count
            }
        }
    }
}
