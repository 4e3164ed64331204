internal import QuorumCore

/// A report as JSON (`quorum.report/1`): members in a fixed order, so that equal reports are equal bytes.
struct ReportJSON {
    private var bytes: [UInt8] = []
    private var depth = 0

    static func bytes(of report: Report) -> [UInt8] {
        bytes(of: report.value)
    }

    static func bytes(of value: ReportValue) -> [UInt8] {
        var writer = ReportJSON()
        writer.write(value)
        writer.bytes.append(0x0A)
        return writer.bytes
    }

    private mutating func write(_ value: ReportValue) {
        switch value {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .integer(let value): append(String(value))
        case .number(let value): append(value.isFinite ? value.description : "null")
        case .text(let value): bytes.appendJSONString(value)
        case .list(let elements):
            writeAll(elements, UInt8(ascii: "["), UInt8(ascii: "]")) { writer, element in writer.write(element) }
        case .object(let members):
            writeAll(members, UInt8(ascii: "{"), UInt8(ascii: "}")) { writer, member in
                writer.bytes.appendJSONString(member.name)
                writer.append(": ")
                writer.write(member.value)
            }
        }
    }

    /// An element a line, but lists and objects of plain values on one line.
    private mutating func writeAll<Element>(
        _ elements: [Element], _ open: UInt8, _ close: UInt8, _ body: (inout ReportJSON, Element) -> Void
    ) {
        bytes.append(open)
        let isNested = elements.contains { element in
            switch (element as? ReportValue) ?? (element as? ReportValue.Member)?.value {
            case .list(let inner): !inner.isEmpty
            case .object(let inner): !inner.isEmpty
            default: false
            }
        }
        depth += 1
        for (index, element) in elements.enumerated() {
            if index > 0 { append(isNested ? "," : ", ") }
            if isNested { newline() }
            body(&self, element)
        }
        depth -= 1
        if isNested { newline() }
        bytes.append(close)
    }

    private mutating func newline() {
        bytes.append(0x0A)
        for _ in 0..<depth * 2 { bytes.append(0x20) }
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
}

extension ReportValue {
    /// The value as JSON, ended by a line feed.
    package func json() -> [UInt8] { ReportJSON.bytes(of: self) }
}

extension Report {
    /// The report as JSON, schema `quorum.report/1`.
    public func json() -> [UInt8] { ReportJSON.bytes(of: self) }

    var value: ReportValue {
        guard case .object(let members) = plainValue, let comparison else { return plainValue }
        return .object(members + [.init(name: "comparison", value: comparison.reported)])
    }

    private var plainValue: ReportValue {
        [
            "schema": .text(Self.schema),
            "inputs": .list(
                inputs.map { input in
                    [
                        "split": .text(input.split), "path": ReportValue(input.path),
                        "sha256": ReportValue(input.sha256), "rows": .integer(input.rows),
                        "columns": .list(input.columns.map { .text($0) }),
                        "files": .list(
                            input.files.map { file in
                                [
                                    "path": .text(file.path), "sha256": ReportValue(file.sha256),
                                    "rows": .integer(file.rows),
                                ]
                            }),
                    ]
                }),
            "settings": settings,
            "checks": .list(
                checks.map { check in
                    [
                        "id": .text(check.id), "verdict": .text(check.verdict.rawValue),
                        "summary": .text(check.summary), "advice": ReportValue(check.advice),
                        "values": check.values, "examples": .list(check.examples),
                    ]
                }),
            "verdict": .text(verdict.rawValue),
            "seconds": .number(seconds),
        ]
    }
}
