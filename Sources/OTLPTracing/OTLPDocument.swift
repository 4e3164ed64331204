internal import QuorumCore
internal import Tracing

/// A batch of spans as an `ExportTraceServiceRequest` in OTLP's JSON: ids in hexadecimal, 64-bit numbers as text.
struct OTLPDocument {
    /// Bytes of a text that is kept of an attribute or a name.
    private static let longestText = 256

    private(set) var bytes: [UInt8] = []

    /// - Parameters:
    ///   - service: its name.
    ///   - instance: the process.
    init(_ spans: [SpanRecord], service: String, instance: String) {
        bytes.reserveCapacity(512 * (spans.count + 1))
        raw(#"{"resourceSpans":[{"resource":{"attributes":["#)
        add([("service.name", .string(service)), ("service.instance.id", .string(instance))])
        raw(#"]},"scopeSpans":[{"scope":{"name":"quorum"},"spans":["#)
        for (index, span) in spans.enumerated() {
            if index > 0 { raw(",") }
            add(span)
        }
        raw("]}]}]}")
    }

    private mutating func add(_ span: SpanRecord) {
        raw(#"{"traceId":""# + span.context.trace.hexadecimal)
        raw(#"","spanId":""# + span.context.span.hexadecimal)
        if let parent = span.parent { raw(#"","parentSpanId":""# + parent.hexadecimal) }
        raw(#"","flags":1,"name":"#)
        text(span.name)
        raw(#","kind":\#(span.kind.number),"startTimeUnixNano":"\#(span.start)","endTimeUnixNano":"\#(span.end)""#)
        raw(#","attributes":["#)
        add(span.attributes)
        raw(span.isFailure ? #"],"status":{"code":2}}"# : #"],"status":{}}"#)
    }

    private mutating func add(_ attributes: [(key: String, value: SpanAttribute)]) {
        for (index, attribute) in attributes.enumerated() {
            raw(index > 0 ? #",{"key":"# : #"{"key":"#)
            text(attribute.key)
            raw(#","value":"#)
            switch attribute.value {
            case .int64(let value): raw(#"{"intValue":"\#(value)"}}"#)
            case .int32(let value): raw(#"{"intValue":"\#(value)"}}"#)
            case .bool(let value): raw(#"{"boolValue":\#(value)}}"#)
            case .string(let value): string(value)
            case .stringConvertible(let value): string("\(value)")
            default: raw("{}}")
            }
        }
    }

    private mutating func string(_ value: String) {
        raw(#"{"stringValue":"#)
        text(value)
        raw("}}")
    }

    private mutating func text(_ value: String) {
        guard value.utf8.count > Self.longestText else { return bytes.appendJSONString(value) }
        bytes.appendJSONString(String(decoding: value.utf8.prefix(Self.longestText), as: UTF8.self))
    }

    private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }
}

extension SpanKind {
    /// OTLP's `SpanKind`.
    fileprivate var number: Int {
        switch self {
        case .internal: 1
        case .server: 2
        case .client: 3
        case .producer: 4
        case .consumer: 5
        }
    }
}
