internal import QuorumCore

/// A value bound to a statement or read from a row.
enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
}

extension SQLValue {
    /// - Throws: `.invalid` for a text that PostgreSQL cannot hold, so that both databases take the same.
    func checked() throws(StoreError) -> SQLValue {
        if case .text(let text) = self, text.holdsNUL {
            throw StoreError(.invalid, "A text holds the character NUL; remove it.")
        }
        return self
    }
}

/// What can be bound to a statement.
protocol SQLConvertible {
    var sql: SQLValue { get }
}

extension Int64: SQLConvertible { var sql: SQLValue { .integer(self) } }
extension Int: SQLConvertible { var sql: SQLValue { .integer(Int64(self)) } }
extension Double: SQLConvertible { var sql: SQLValue { .real(self) } }
extension String: SQLConvertible { var sql: SQLValue { .text(self) } }
extension SQLValue: SQLConvertible { var sql: SQLValue { self } }
extension Optional: SQLConvertible where Wrapped: SQLConvertible {
    var sql: SQLValue { self?.sql ?? .null }
}

extension Identifier: SQLConvertible { var sql: SQLValue { .integer(value) } }
extension Timestamp: SQLConvertible { var sql: SQLValue { .integer(milliseconds) } }

/// One row of a result, read by position.
struct Row: Sendable {
    /// The values of all rows of the result, one row after another, so that a row takes no memory of its own.
    private let all: [SQLValue]
    /// Which of them are this row's.
    private let own: Range<Int>

    /// Rows of a result.
    ///
    /// - Parameter values: of all rows, one after another.
    static func rows(of values: [SQLValue], width: Int) -> [Row] {
        guard width > 0 else { return [] }
        return stride(from: 0, to: values.count, by: width).map { Row(values, $0..<$0 + width) }
    }

    private init(_ all: [SQLValue], _ own: Range<Int>) {
        self.all = all
        self.own = own
    }

    var values: some Collection<SQLValue> { all[own] }

    subscript(_ index: Int) -> SQLValue {
        precondition(index < own.count, "a row has no column \(index)")
        return all[own.lowerBound + index]
    }

    func int64(_ index: Int) throws(StoreError) -> Int64 {
        guard case .integer(let value) = self[index] else { throw unexpected(index, "an integer") }
        return value
    }

    func int(_ index: Int) throws(StoreError) -> Int { Int(try int64(index)) }
    func id<Entity>(_ index: Int) throws(StoreError) -> Identifier<Entity> { Identifier(try int64(index)) }
    func timestamp(_ index: Int) throws(StoreError) -> Timestamp { Timestamp(milliseconds: try int64(index)) }

    /// A text that is one of the names of an enumeration.
    func choice<Choice: RawRepresentable<String>>(_ index: Int) throws(StoreError) -> Choice {
        guard let choice = Choice(rawValue: try text(index)) else {
            throw unexpected(index, "one of \(Choice.self)")
        }
        return choice
    }

    /// The columns from `index` on.
    func from(_ index: Int) -> Row { Row(all, own.dropFirst(index)) }

    func double(_ index: Int) throws(StoreError) -> Double {
        switch self[index] {
        case .real(let value): return value
        case .integer(let value): return Double(value)
        default: throw unexpected(index, "a number")
        }
    }

    func text(_ index: Int) throws(StoreError) -> String {
        guard case .text(let value) = self[index] else { throw unexpected(index, "a text") }
        return value
    }

    func optionalText(_ index: Int) throws(StoreError) -> String? { isNull(index) ? nil : try text(index) }
    func optionalInt64(_ index: Int) throws(StoreError) -> Int64? { isNull(index) ? nil : try int64(index) }
    func optionalDouble(_ index: Int) throws(StoreError) -> Double? { isNull(index) ? nil : try double(index) }
    func isNull(_ index: Int) -> Bool {
        if case .null = self[index] { true } else { false }
    }

    private func unexpected(_ index: Int, _ expected: String) -> StoreError {
        StoreError(.corrupt, "Column \(index) of a row holds \(self[index]) where \(expected) was expected.")
    }
}
