internal import Glibc
internal import TableIO

/// A column of numbers that need not be equal to the last digit, in several tables.
struct NearNumbers: Sendable {
    /// By table; not-a-number where a cell is missing.
    let values: [[Double]]
    /// The median magnitude of all numbers but zeros: what a small number is small beside.
    private let usual: Double
    /// Different magnitudes, which tells how well the column tells rows apart.
    let variety: Int
    /// By how much two numbers may differ, as a part of the larger of their magnitudes and `usual`.
    private let tolerance: Double

    /// nil for a column of anything but numbers, or of whole ones, which count or name and are equal or not.
    init?(_ columns: [Column], tolerance: Double) {
        let numbers = columns.compactMap { column -> [Double]? in
            if case .bool = column.storage { return nil }
            return column.asNumbers()
        }
        guard numbers.count == columns.count else { return nil }
        let finite = numbers.joined().filter { $0.isFinite }
        guard finite.contains(where: { $0 != $0.rounded() }) else { return nil }
        let magnitudes = RadixSort.sorted(finite.filter { $0 != 0 }.map { abs($0) })
        values = numbers
        usual = magnitudes[magnitudes.count / 2]
        variety = magnitudes.indices.dropFirst().count { magnitudes[$0] != magnitudes[$0 - 1] }
        self.tolerance = tolerance
    }

    func areNear(_ a: Double, _ b: Double) -> Bool {
        if a == b || a.isNaN && b.isNaN { return true }
        return a.isFinite && b.isFinite && abs(a - b) <= tolerance * max(abs(a), abs(b), usual)
    }

    /// The number so many tolerances away.
    func shifted(_ value: Double, by tolerances: Double) -> Double {
        value + tolerances * tolerance * max(abs(value), usual)
    }

    /// Width of a cell of the grid, in tolerances.
    private static let width = 256.0
    /// How far from a cell's edge a number can lie that is near one beyond it, as a part of the width; by a tenth more than
    /// the steepest place of the scale asks for.
    private static let reach = 1.25 / width

    /// The cell of a grid that a number is in, and the one beyond the edge if it lies at one; near numbers have a cell in
    /// common.
    func cells(_ value: Double) -> (own: Int, beyond: Int?) {
        guard value.isFinite else { return (value.isNaN ? .max : value > 0 ? .max - 1 : .min, nil) }
        // On this scale numbers that differ by the tolerance lie at most 1.12 tolerances apart, large or small.
        let place = asinh(value / usual) / (tolerance * Self.width) + 0.37
        let own = place.rounded(.down)
        let rest = place - own
        let beyond = rest < Self.reach ? own - 1 : rest > 1 - Self.reach ? own + 1 : nil
        return (Int(own), beyond.map { Int($0) })
    }
}
