internal import TableIO

/// The parts of names, such as paths of files and identifiers: runs of letters and runs of digits, counted from the start and
/// from the end.
enum NameParts {
    /// One part of every name.
    struct Part: Sendable {
        /// Counted from 1; from the end below 0.
        let place: Int
        /// A code of each name's part; names with fewer parts share one.
        let values: [Int32]
        let count: Int

        var description: String { place > 0 ? "part \(place)" : "part \(-place) from the end" }
    }

    /// Parts looked at from each end.
    private static let most = 8
    /// Of a hundred cells, those that may be no names if all are to be.
    private static let mostOthers = 10
    private static let longest = 256

    /// Whether cells that hold anything are single words of ASCII, as names of files and identifiers are: scripts without
    /// spaces are not.
    static func areNames(_ text: UTF8Column) -> Bool {
        text.withCells { cells in
            var (filled, others) = (0, 0)
            for row in 0..<text.count where !cells[row].isEmpty {
                filled += 1
                let cell = cells[row]
                if cell.count > longest || cell.contains(where: { $0 == 0x20 || $0 >= 0x80 }) { others += 1 }
            }
            return filled > 0 && others * 100 <= mostOthers * filled
        }
    }

    /// The parts that recur, of which alone a label can be told.
    ///
    /// - Parameter fileNameOnly: neither folders nor the file's extension.
    static func of(_ text: UTF8Column, fileNameOnly: Bool) -> [Part] {
        var columns = [UTF8Column](repeating: UTF8Column(), count: 2 * most)
        text.withCells { cells in
            var ranges: [Range<Int>] = []
            for row in 0..<text.count {
                let cell = cells[row]
                split(cell, fileNameOnly ? fileName(cell) : 0..<cell.count, &ranges)
                for place in 0..<most {
                    let (first, last) = (place, ranges.count - 1 - place)
                    columns[place].append(first < ranges.count ? cell[ranges[first]] : cell[..<0])
                    columns[most + place].append(last >= 0 ? cell[ranges[last]] : cell[..<0])
                }
            }
        }
        return columns.enumerated().compactMap { index, column in
            let codes = ValueCodes([Column(name: "", storage: .utf8(column))])
            guard codes.count > 1, codes.count * 2 <= text.count else { return nil }
            return Part(
                place: index < most ? index + 1 : most - index - 1, values: codes.codes[0], count: codes.count)
        }
    }

    /// From the last slash to the dot of the extension.
    private static func fileName(_ path: UnsafeRawBufferPointer) -> Range<Int> {
        let start = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        let dot = path[start...].lastIndex(of: UInt8(ascii: "."))
        return start..<(dot ?? path.count)
    }

    private static func split(_ name: UnsafeRawBufferPointer, _ range: Range<Int>, _ parts: inout [Range<Int>]) {
        parts.removeAll(keepingCapacity: true)
        var start = range.lowerBound
        while start < range.upperBound {
            let kind = kind(name[start])
            var end = start + 1
            while end < range.upperBound, Self.kind(name[end]) == kind { end += 1 }
            if kind != .mark { parts.append(start..<end) }
            start = end
        }
    }

    private enum Kind { case letter, digit, mark }

    private static func kind(_ byte: UInt8) -> Kind {
        if byte &- 0x30 < 10 { return .digit }
        return byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 ? .letter : .mark
    }
}
