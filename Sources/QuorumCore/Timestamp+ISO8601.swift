extension Timestamp {
    /// The moment in UTC as `2026-03-01T09:30:00.250Z`, always with milliseconds, so that text order is time order
    /// for the years 0 to 9999.
    public var iso8601: String {
        let (day, millisecond) = Self.floorDivision(milliseconds, by: 86_400_000)
        let date = Self.civilDate(ofDay: day)
        let second = millisecond / 1000
        var text: [UInt8] = []
        text.reserveCapacity(24)
        text.appendDecimal(date.year, width: 4)
        text.append("-", date.month)
        text.append("-", date.day)
        text.append("T", second / 3600)
        text.append(":", second / 60 % 60)
        text.append(":", second % 60)
        text.append(".", millisecond % 1000, width: 3)
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// The proleptic Gregorian date of a day counted from 1970-01-01, found in eras of 400 years that start on 1 March.
    private static func civilDate(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = floorDivision(day + 719_468, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    private static func floorDivision(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ mark: Unicode.Scalar, _ part: Int64, width: Int = 2) {
        append(UInt8(ascii: mark))
        appendDecimal(part, width: width)
    }
}

extension Timestamp {
    /// Parses a date, or a date and a time with `T` or a space between them: seconds may have a fraction, of which
    /// milliseconds are kept; a time without `Z` or `+01:00` is UTC.
    ///
    /// - Returns: nil for other text, and for days and times that do not exist.
    public init?(iso8601 text: String) {
        var reader = DigitReader(text)
        guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
            let day = reader.number(2), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let days = Self.day(year: year, month: month, day: day)
        guard Self.civilDate(ofDay: days) == (year, month, day) else { return nil }
        guard let time = reader.isAtEnd ? 0 : reader.time() else { return nil }
        self.init(milliseconds: days * 86_400_000 + time)
    }

    /// The inverse of `civilDate(ofDay:)`.
    private static func day(year: Int64, month: Int64, day: Int64) -> Int64 {
        let yearFromMarch = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = floorDivision(yearFromMarch, by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

/// Reads numbers of so many digits, and the marks between them.
private struct DigitReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { index == bytes.count }

    mutating func number(_ width: Int) -> Int64? {
        guard index + width <= bytes.count else { return nil }
        var value: Int64 = 0
        for byte in bytes[index..<index + width] {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 48)
        }
        index += width
        return value
    }

    mutating func take(_ mark: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: mark) else { return false }
        index += 1
        return true
    }

    /// Milliseconds since midnight in UTC, to the end of the text.
    mutating func time() -> Int64? {
        guard take("T") || take("t") || take(" "), let hour = number(2), take(":"), let minute = number(2), hour < 24,
            minute < 60
        else { return nil }
        var milliseconds = (hour * 60 + minute) * 60_000
        if take(":") {
            guard let second = number(2), second < 60 else { return nil }
            milliseconds += second * 1000
            if take(".") { milliseconds += fraction() }
        }
        guard let offset = offset(), isAtEnd else { return nil }
        return milliseconds - offset
    }

    private mutating func fraction() -> Int64 {
        var (value, scale): (Int64, Int64) = (0, 100)
        while let digit = number(1) {
            value += digit * scale
            scale /= 10
        }
        return value
    }

    private mutating func offset() -> Int64? {
        if isAtEnd || take("Z") || take("z") { return 0 }
        let sign: Int64 = take("-") ? -1 : take("+") ? 1 : 0
        guard sign != 0, let hours = number(2), hours < 24 else { return nil }
        _ = take(":")
        guard let minutes = isAtEnd ? 0 : number(2), minutes < 60 else { return nil }
        return sign * (hours * 60 + minutes) * 60_000
    }
}
