internal import TableIO

/// One column of several splits, with its numbers written alike.
///
/// A column of whole numbers comes as 23 in one split and as 23.0 in another as soon as one of its cells is missing, for
/// pandas makes floats of it. Where splits differ so, their cells become whole numbers if all of them are, else floats;
/// texts, and numbers that all splits write in one way, stay as they are.
enum AlikeColumns {
    /// Cells that are looked at to tell how a text column writes its numbers.
    private static let sampled = 100

    /// How numbers are written.
    private enum Spelling: Hashable {
        case whole, real, text
    }

    static func of(_ columns: [Column]) -> [Column] {
        let spellings = columns.map(spellings)
        guard Set(spellings).count > 1, !spellings.contains(where: { $0.contains(.text) }) else { return columns }
        var numbers: [[Double]] = []
        for column in columns {
            guard let own = column.asNumbers() else { return columns }
            numbers.append(own)
        }
        let areWhole = numbers.allSatisfy { $0.allSatisfy { $0.isNaN || isWhole($0) } }
        return zip(columns, numbers).map { column, numbers in
            let validity = numbers.contains { $0.isNaN } ? numbers.map { !$0.isNaN } : []
            if areWhole {
                let cells = column.wholeNumbers ?? numbers.map { $0.isNaN ? 0 : Int64($0) }
                return Column(name: column.name, storage: .int64(cells), validity: validity)
            }
            return Column(name: column.name, storage: .float64(numbers), validity: validity)
        }
    }

    /// Whether a number is one that floats and whole numbers both have.
    private static func isWhole(_ number: Double) -> Bool { number.magnitude < 0x1p53 && number == number.rounded() }

    /// Of the first cells that are there; empty where there are none, which is as any.
    private static func spellings(_ column: Column) -> Set<Spelling> {
        switch column.storage {
        case .int64: return [.whole]
        case .float64: return [.real]
        case .bool, .binary: return [.text]
        case .utf8(let text):
            var found: Set<Spelling> = []
            var seen = 0
            text.withCells { cells in
                for row in 0..<column.count where !column.isNull(row) {
                    switch NumberText.parse(cells[row]) {
                    case .integer: found.insert(.whole)
                    case .real: found.insert(.real)
                    case .other: found.insert(.text)
                    case .missing: continue
                    }
                    seen += 1
                    if seen == sampled || found.contains(.text) { return }
                }
            }
            return found
        }
    }
}

extension Column {
    /// The cells as whole numbers, 0 where they are missing; nil where one is anything else.
    var wholeNumbers: [Int64]? {
        switch storage {
        case .int64(let values): return values
        case .utf8(let text):
            var numbers: [Int64] = []
            let areWhole = text.withCells { cells in
                for row in 0..<count {
                    switch isNull(row) ? .missing : NumberText.parse(cells[row]) {
                    case .integer(let value): numbers.append(value)
                    case .missing: numbers.append(0)
                    case .real, .other: return false
                    }
                }
                return true
            }
            return areWhole ? numbers : nil
        case .float64, .bool, .binary: return nil
        }
    }
}
