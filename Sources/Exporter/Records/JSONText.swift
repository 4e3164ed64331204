internal import QuorumCore

/// JSON appended to one buffer, members in the order they are given, so that the same values give the same bytes.
struct JSONText {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    mutating func object(_ members: (inout JSONText) -> Void) {
        open(UInt8(ascii: "{"))
        members(&self)
        close(UInt8(ascii: "}"))
    }

    mutating func array(_ elements: (inout JSONText) -> Void) {
        open(UInt8(ascii: "["))
        elements(&self)
        close(UInt8(ascii: "]"))
    }

    /// - Parameter name: holds nothing that is to be escaped, as the names of our own formats do.
    mutating func key(_ name: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    mutating func member(_ name: String, _ value: String?) {
        key(name)
        if let value { string(value) } else { null() }
    }

    mutating func member(_ name: String, _ value: some FixedWidthInteger) {
        key(name)
        separate()
        bytes.appendDecimal(Int64(value))
    }

    mutating func member(_ name: String, _ value: Bool) {
        key(name)
        raw(value ? "true" : "false")
    }

    /// JSON has no infinities and no not-a-number; they become null.
    mutating func member(_ name: String, _ value: Double) {
        key(name)
        if value.isFinite { raw("\(value)") } else { null() }
    }

    /// - Parameter json: a JSON value as it is.
    mutating func member(_ name: String, json: String) {
        key(name)
        raw(json)
    }

    /// - Parameter json: members as they are, at least one.
    mutating func members(json: String) { raw(json) }

    mutating func object(_ name: String, _ members: (inout JSONText) -> Void) {
        key(name)
        object(members)
    }

    mutating func array(_ name: String, _ elements: (inout JSONText) -> Void) {
        key(name)
        array(elements)
    }

    mutating func string(_ value: String) {
        separate()
        bytes.appendJSONString(value)
    }

    mutating func null() { raw("null") }

    mutating func newline() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    private mutating func raw(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    static func object(_ members: (inout JSONText) -> Void) -> String { "{" + self.members(members) + "}" }

    /// Without the braces around them.
    static func members(_ members: (inout JSONText) -> Void) -> String {
        var text = JSONText()
        members(&text)
        return String(decoding: text.bytes, as: UTF8.self)
    }

    /// A JSON string literal, which is also a YAML double-quoted scalar.
    static func quoted(_ value: String) -> String {
        var text = JSONText()
        text.string(value)
        return String(decoding: text.bytes, as: UTF8.self)
    }
}
