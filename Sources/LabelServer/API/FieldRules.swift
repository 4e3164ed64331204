import Foundation

/// What people may write into the fields of a request.
enum FieldRules {
    /// A short name in one line, as `composed` writes it.
    ///
    /// - Throws: `Problem` (422) when nothing is left, it is too long, or it holds control characters.
    static func name(_ text: String, field: String, longest: Int) throws -> String {
        let name = composed(text)
        guard !name.isEmpty else { throw Problem.invalid(field, "The \(field) is empty; write one.") }
        guard name.unicodeScalars.count <= longest else {
            throw Problem.invalid(
                field, "The \(field) has \(name.unicodeScalars.count) characters; write at most \(longest).")
        }
        guard !name.unicodeScalars.contains(where: isControl) else {
            throw Problem.invalid(field, "The \(field) holds a line break or control character; remove it.")
        }
        return name
    }

    /// A name that may be left out.
    static func optionalName(_ text: String?, field: String, longest: Int) throws -> String? {
        try text.flatMap { trimmed($0).isEmpty ? nil : try name($0, field: field, longest: longest) }
    }

    /// Running text of any kind.
    static func text(_ text: String, field: String, longest: Int) throws -> String {
        guard text.unicodeScalars.count <= longest else {
            throw Problem.invalid(
                field, "The \(field) has \(text.unicodeScalars.count) characters; write at most \(longest).")
        }
        guard !text.unicodeScalars.contains("\0") else {
            throw Problem.invalid(field, "The \(field) holds a zero character; remove it.")
        }
        return text
    }

    /// A value of a closed set.
    static func choice<Value: CaseIterable & RawRepresentable<String>>(
        _ text: String, field: String, of type: Value.Type = Value.self
    ) throws -> Value {
        try choice(text, field: field, from: Array(type.allCases))
    }

    static func choice<Value: RawRepresentable<String>>(
        _ text: String, field: String, from values: [Value]
    ) throws -> Value {
        guard let value = values.first(where: { $0.rawValue == text }) else {
            let known = values.map(\.rawValue).joined(separator: ", ")
            throw Problem.invalid(field, "The \(field) \"\(text.prefix(100))\" is not known; write one of: \(known).")
        }
        return value
    }

    /// Without white space at its ends and in Unicode NFC, so that names that look the same are the same bytes.
    static func composed(_ text: String) -> String { trimmed(text).precomposedStringWithCanonicalMapping }

    static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
