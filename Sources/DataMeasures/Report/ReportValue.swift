/// A value of a report: JSON whose objects keep the order of their members.
public enum ReportValue: Equatable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// Not-a-number and infinities are written as null.
    case number(Double)
    case text(String)
    case list([ReportValue])
    case object([Member])

    public struct Member: Equatable, Sendable {
        public let name: String
        public let value: ReportValue
    }

    /// The value of a member of an object; nil if this is no object or has no such member.
    public subscript(name: String) -> ReportValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// An element of a list; nil if this is no list or is too short.
    public subscript(index: Int) -> ReportValue? {
        guard case .list(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }
}

extension ReportValue {
    init(_ value: Int?) { self = value.map { .integer($0) } ?? .null }
    init(_ value: Double?) { self = value.map { .number($0) } ?? .null }
    init(_ value: String?) { self = value.map { .text($0) } ?? .null }
}

extension ReportValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
    public init(dictionaryLiteral members: (String, ReportValue)...) {
        self = .object(members.map { Member(name: $0, value: $1) })
    }

    public init(arrayLiteral elements: ReportValue...) { self = .list(elements) }
}

extension ReportValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}
