internal import QuorumCore

extension AuditEvent {
    /// The event in one line, its time in milliseconds since 1970, so that the hash can be computed from it.
    package var jsonLine: String {
        var line = Array("{\"sequence\":\(sequence),\"at\":\(at.milliseconds),\"actor\":".utf8)
        line.append(contentsOf: (actor.map { "\($0)" } ?? "null").utf8)
        for (name, value) in [("action", action), ("subject", subject), ("detail", detail), ("hash", hash)] {
            line.append(contentsOf: ",\"\(name)\":".utf8)
            line.appendJSONString(value)
        }
        line.append(UInt8(ascii: "}"))
        return String(decoding: line, as: UTF8.self)
    }
}
