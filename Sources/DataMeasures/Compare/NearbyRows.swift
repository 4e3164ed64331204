/// Which of some points have others within a tolerance in every coordinate, and in which splits those are.
///
/// Points are sorted by a coordinate. Where a gap is wider than the tolerance, nothing on one side has a twin on the other,
/// so each side is looked at by itself, by the next coordinate; where few lie within the tolerance of each other, these are
/// compared in full. Coordinates in which few points are near each other come first.
struct NearbyRows {
    /// Points by coordinate.
    let columns: [[Double]]
    /// How far each coordinate of equal points may differ.
    let tolerances: [Double]
    /// How far it may if that is more, as a share of the number itself.
    let relative: Double
    /// The coordinates, from the one that tells most points apart.
    private let order: [Int]
    /// The splits that each point is in, and those it has a twin in: bits in as many words a point as there are splits for.
    private let homes: [UInt64]
    private var reach: [UInt64]
    private let words: Int
    private let splits: Int
    /// Twins of which one is in a split and the other in another, by the first times the number of splits plus the second.
    private var twins: [Int]
    /// Comparisons left. Data made for it can have every point near every other one in each coordinate alone.
    private var budget: Int
    /// Whether all points that may be twins were compared; where not, some are missing.
    private(set) var isComplete = true

    /// Comparisons a point that are made at once rather than looking for a better coordinate.
    private static let fewPairs = 16
    private static let comparisonsPerPoint = 256
    private static let comparisons = 1 << 25

    /// Points by which the order of coordinates is chosen.
    private static let sampled = 1024

    /// - Parameter homes: the splits that each point is in, as bits in as many words a point as `splits` need.
    init(columns: [[Double]], tolerances: [Double], relative: Double, homes: [UInt64], splits: Int) {
        self.columns = columns
        self.tolerances = tolerances
        self.relative = relative
        order = Self.order(columns, tolerances, relative)
        self.homes = homes
        self.splits = splits
        words = (splits + 63) / 64
        reach = homes
        twins = [Int](repeating: 0, count: splits * splits)
        budget = Self.comparisons + Self.comparisonsPerPoint * (homes.count / max(1, words))
    }

    /// Finds the twins among some points.
    ///
    /// - Complexity: O(*d* *n*) for *n* points of *d* coordinates where few are near each other in one of these; never
    ///   more than the budget.
    mutating func match(_ points: [Int32]) {
        var parts = [(points: points, turn: 0)]
        while let (part, turn) = parts.popLast() {
            guard part.contains(where: { !isAtHome($0, with: part[0]) }) else { continue }
            guard budget > 0 else {
                isComplete = false
                return
            }
            var best: (pairs: Int, coordinate: Int)?
            var divided: [[Int32]] = []
            var next = turn
            for _ in order.indices {
                let coordinate = order[next]
                next = (next + 1) % order.count
                let sorted = sorted(part, by: coordinate)
                budget -= part.count
                let enough = min(best?.pairs ?? .max, part.count * (part.count - 1) / 2 + 1)
                let pairs = pairs(sorted, coordinate, enough: enough)
                if pairs < best?.pairs ?? .max { best = (pairs, coordinate) }
                if pairs <= Self.fewPairs * part.count { break }
                divided = self.divided(sorted, coordinate)
                if divided.count > 1 { break }
            }
            if divided.count > 1 {
                // By the same coordinate again they would rarely be divided.
                parts += divided.map { ($0, next) }
            } else if let coordinate = best?.coordinate {
                compare(sorted(part, by: coordinate), coordinate)
            }
        }
    }

    /// The same points before any was compared, with tolerances so many times as wide.
    func widened(_ factor: Double) -> NearbyRows {
        NearbyRows(
            columns: columns, tolerances: tolerances.map { $0 * factor }, relative: relative * factor, homes: homes,
            splits: splits)
    }

    /// How many pairs of twins two splits have.
    func twins(_ from: Int, _ other: Int) -> Int { twins[from * splits + other] }

    /// Whether a point has a twin in a split, or is there itself.
    func reaches(_ point: Int, split: Int) -> Bool {
        reach[point * words + split / 64] >> UInt64(split % 64) & 1 == 1
    }

    /// Whether two points are twins.
    func areTwins(_ one: Int, _ other: Int) -> Bool {
        for (column, tolerance) in zip(columns, tolerances)
        where !Self.areNear(column[one], column[other], tolerance, relative) {
            return false
        }
        return true
    }

    /// Of three rising numbers the outer two are near only if the middle one is near both.
    @inline(__always)
    private static func areNear(_ one: Double, _ other: Double, _ tolerance: Double, _ relative: Double) -> Bool {
        // Infinities, whose difference is no number, are equal.
        if one == other { return true }
        let gap = abs(one - other)
        return gap <= tolerance || (gap <= relative * min(abs(one), abs(other)) && gap < .infinity)
    }

    /// Coordinates by how many pairs of some of the points are near each other in them.
    private static func order(_ columns: [[Double]], _ tolerances: [Double], _ relative: Double) -> [Int] {
        let pairs = zip(columns, tolerances).map { column, tolerance in
            let step = max(1, column.count / sampled)
            let sorted = RadixSort.sorted(stride(from: 0, to: column.count, by: step).map { column[$0] })
            var (pairs, start) = (0, 0)
            for end in sorted.indices {
                while !areNear(sorted[start], sorted[end], tolerance, relative) { start += 1 }
                pairs += end - start
            }
            return pairs
        }
        return columns.indices.sorted { (pairs[$0], $0) < (pairs[$1], $1) }
    }

    /// Points in rising order of a coordinate.
    private func sorted(_ points: [Int32], by coordinate: Int) -> [Int32] {
        columns[coordinate].withUnsafeBufferPointer { cells in
            let order = RadixSort.order(points.map { SortKey.of(cells[Int($0)]) })
            return order.map { points[Int($0)] }
        }
    }

    /// How many pairs are near each other in a coordinate, counted until there are `enough`.
    private func pairs(_ sorted: [Int32], _ coordinate: Int, enough: Int) -> Int {
        let cells = columns[coordinate]
        let tolerance = tolerances[coordinate]
        var pairs = 0
        var start = 0
        for end in sorted.indices {
            while !Self.areNear(cells[Int(sorted[start])], cells[Int(sorted[end])], tolerance, relative) { start += 1 }
            pairs += end - start
            if pairs >= enough { return pairs }
        }
        return pairs
    }

    /// Runs of points without a gap wider than the tolerance.
    private func divided(_ sorted: [Int32], _ coordinate: Int) -> [[Int32]] {
        let cells = columns[coordinate]
        var runs: [[Int32]] = []
        var start = 0
        for end in 1...sorted.count
        where end == sorted.count
            || !Self.areNear(
                cells[Int(sorted[end - 1])], cells[Int(sorted[end])], tolerances[coordinate], relative)
        {
            runs.append(Array(sorted[start..<end]))
            start = end
        }
        return runs
    }

    /// Compares each point with those near it in a coordinate.
    private mutating func compare(_ sorted: [Int32], _ coordinate: Int) {
        let cells = columns[coordinate]
        let tolerance = tolerances[coordinate]
        for end in sorted.indices {
            let point = Int(sorted[end])
            var place = end - 1
            while place >= 0, Self.areNear(cells[Int(sorted[place])], cells[point], tolerance, relative) {
                guard budget > 0 else {
                    isComplete = false
                    return
                }
                budget -= 1
                let other = Int(sorted[place])
                if !isAtHome(sorted[place], with: sorted[end]), areTwins(point, other) { join(point, other) }
                place -= 1
            }
        }
    }

    private mutating func join(_ point: Int, _ other: Int) {
        for word in 0..<words {
            reach[point * words + word] |= homes[other * words + word]
            reach[other * words + word] |= homes[point * words + word]
        }
        let (own, others) = (splits(of: point), splits(of: other))
        for a in own {
            for b in others where a != b {
                twins[a * splits + b] += 1
                twins[b * splits + a] += 1
            }
        }
    }

    private func splits(of point: Int) -> [Int] {
        (0..<splits).filter { homes[point * words + $0 / 64] >> UInt64($0 % 64) & 1 == 1 }
    }

    /// Whether two points are in the same splits.
    @inline(__always)
    private func isAtHome(_ one: Int32, with other: Int32) -> Bool {
        for word in 0..<words where homes[Int(one) * words + word] != homes[Int(other) * words + word] { return false }
        return true
    }
}
