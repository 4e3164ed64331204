import QuorumCore

/// JSON Schemas, put together as JSON objects.
enum Schema {
    typealias Value = [String: Any]

    static var text: Value { ["type": "string"] }
    static var whole: Value { ["type": "integer"] }
    static var number: Value { ["type": "number"] }
    static var flag: Value { ["type": "boolean"] }
    static var id: Value { ["type": "integer", "minimum": 1] }
    static var moment: Value { ["type": "string", "format": "date-time"] }

    static func text(atLeast length: Int) -> Value { ["type": "string", "minLength": length] }
    static func whole(_ range: ClosedRange<Int>) -> Value {
        ["type": "integer", "minimum": range.lowerBound, "maximum": range.upperBound]
    }

    static func choice<Value: CaseIterable & RawRepresentable<String>>(_ type: Value.Type) -> Schema.Value {
        choice(from: Array(type.allCases))
    }

    static func choice(from values: [some RawRepresentable<String>]) -> Schema.Value {
        ["type": "string", "enum": values.map(\.rawValue)]
    }

    /// An answer to a task, as text or as the JSON value that the text holds.
    static var answer: Value {
        let span = object(["start": whole, "end": whole, "label": text])
        return ["anyOf": [text(atLeast: 1), whole, list(text), list(span)]]
    }

    static func list(_ item: Value) -> Value { ["type": "array", "items": item] }
    static func nullable(_ value: Value) -> Value { ["anyOf": [value, ["type": "null"]]] }
    /// An object of any names with values of one kind.
    static func map(_ value: Value) -> Value { ["type": "object", "additionalProperties": value] }

    /// - Parameters:
    ///   - optional: may be left out, or be null.
    ///   - absent: may be left out.
    static func object(
        _ properties: [String: Value], optional: [String: Value] = [:], orAbsent absent: [String: Value] = [:]
    ) -> Value {
        [
            "type": "object", "required": properties.keys.sorted(),
            "properties": properties.merging(absent) { first, _ in first }
                .merging(optional.mapValues(nullable)) { first, _ in first },
        ]
    }

    /// The same without any other members, as what is sent has to be.
    static func closed(_ schema: Value) -> Value {
        var closed = schema
        if let variants = schema["anyOf"] as? [Value] { closed["anyOf"] = variants.map(Self.closed) }
        if let properties = schema["properties"] as? [String: Value] {
            closed["properties"] = properties.mapValues(Self.closed)
            closed["additionalProperties"] = false
        }
        return closed
    }

    /// An object with the members that one of the schema may have, and `null` for what is no object.
    static func members(of schema: Value) -> JSONValue {
        if let variants = schema["anyOf"] as? [Value], variants.count == 2, variants[1]["type"] as? String == "null" {
            return members(of: variants[0])
        }
        guard let properties = schema["properties"] as? [String: Value] else { return .null }
        return .object(properties.mapValues(members))
    }

    /// One of the document's named schemas.
    static func named(_ name: String) -> Value { ["$ref": "#/components/schemas/\(name)"] }
}
