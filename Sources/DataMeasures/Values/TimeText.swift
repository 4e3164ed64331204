internal import TableIO

/// Moments in text cells, after ISO 8601: `2024-05-31`, then maybe a time after `T` or a space (`10:00`, `10:00:00.5`),
/// then maybe a zone (`Z`, `+02:00`, `+0200`, `+02`). Without a zone they are UTC.
enum TimeText {
    /// Seconds since 1970; nil for anything else.
    static func parse(_ cell: UnsafeRawBufferPointer) -> Double? {
        var digits = Digits(cell)
        guard let year = digits.take(4), digits.skip("-"), let month = digits.take(2), digits.skip("-"),
            let day = digits.take(2), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let date = Double(days(year: year, month: month, day: day)) * 86_400
        if digits.isAtEnd { return date }
        guard digits.skip("T") || digits.skip(" "), let hour = digits.take(2), digits.skip(":"),
            let minute = digits.take(2), hour < 25, minute < 60
        else { return nil }
        var seconds = 0.0
        if digits.skip(":") {
            guard let whole = digits.take(2), whole < 61 else { return nil }
            seconds = Double(whole)
            if digits.skip(".") || digits.skip(",") {
                guard let fraction = digits.fraction() else { return nil }
                seconds += fraction
            }
        }
        guard let zone = zone(&digits), digits.isAtEnd else { return nil }
        return date + Double(hour * 3600 + minute * 60 - zone) + seconds
    }

    /// Seconds east of Greenwich.
    private static func zone(_ digits: inout Digits) -> Int? {
        if digits.isAtEnd || digits.skip("Z") { return 0 }
        let isEast = digits.skip("+")
        guard isEast || digits.skip("-"), let hours = digits.take(2) else { return nil }
        _ = digits.skip(":")
        guard let minutes = digits.isAtEnd ? 0 : digits.take(2) else { return nil }
        return (hours * 3600 + minutes * 60) * (isEast ? 1 : -1)
    }

    /// Days since 1970 in the Gregorian calendar, by years that start in March.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let years = month > 2 ? year : year - 1
        let era = (years >= 0 ? years : years - 399) / 400
        let ofEra = years - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }

    private struct Digits {
        private let cell: UnsafeRawBufferPointer
        private var position = 0

        init(_ cell: UnsafeRawBufferPointer) { self.cell = cell }

        var isAtEnd: Bool { position == cell.count }

        mutating func skip(_ sign: Unicode.Scalar) -> Bool {
            guard position < cell.count, cell[position] == UInt8(ascii: sign) else { return false }
            position += 1
            return true
        }

        /// A number of so many digits.
        mutating func take(_ count: Int) -> Int? {
            guard position + count <= cell.count else { return nil }
            var number = 0
            for byte in cell[position..<position + count] {
                guard byte &- 0x30 < 10 else { return nil }
                number = number * 10 + Int(byte - 0x30)
            }
            position += count
            return number
        }

        /// The digits after a decimal sign, one at least.
        mutating func fraction() -> Double? {
            var (value, unit) = (0.0, 0.1)
            let start = position
            while position < cell.count, cell[position] &- 0x30 < 10 {
                value += Double(cell[position] - 0x30) * unit
                unit /= 10
                position += 1
            }
            return position > start ? value : nil
        }
    }
}

/// The moments of a column, one a row: not-a-number where a cell is missing.
enum ColumnTimes {
    case numbers([Double])
    /// Seconds since 1970.
    case moments([Double])
    /// The first row whose cell is no time.
    case broken(row: Int)

    /// - Parameter column: numbers, whatever they count, or texts.
    init(_ column: Column) {
        if let numbers = column.asNumbers() {
            self = .numbers(numbers)
            return
        }
        guard case .utf8(let text) = column.storage else {
            self = .broken(row: 0)
            return
        }
        var seconds = [Double](repeating: .nan, count: column.count)
        let broken: Int? = text.withCells { cells in
            for row in 0..<column.count where !column.isNull(row) && !cells[row].isEmpty {
                guard let time = TimeText.parse(cells[row]) else { return row }
                seconds[row] = time
            }
            return nil
        }
        self = broken.map { .broken(row: $0) } ?? .moments(seconds)
    }
}
