internal import QuorumCore
internal import Tracing

/// A span's place in a trace (W3C Trace Context, level 1).
struct TraceContext: Sendable, Equatable {
    /// Sixteen bytes, not all zero.
    struct TraceID: Sendable, Equatable {
        let high: UInt64
        let low: UInt64
    }

    let trace: TraceID
    /// Not zero.
    let span: UInt64
    let isSampled: Bool

    /// The header that carries it.
    static let header = "traceparent"

    /// - Parameter header: as `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`.
    /// - Returns: nil for what is none; a later version of the standard may say more at its end.
    init?(header: String) {
        let parts = header.split(separator: "-", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count >= 4, let version = UInt64(hexadecimal: parts[0], digits: 2), version != 0xff,
            version > 0 || parts.count == 4, parts[1].utf8.count == 32,
            let high = UInt64(hexadecimal: parts[1].prefix(16), digits: 16),
            let low = UInt64(hexadecimal: parts[1].suffix(16), digits: 16), high | low != 0,
            let span = UInt64(hexadecimal: parts[2], digits: 16), span != 0,
            let flags = UInt64(hexadecimal: parts[3], digits: 2)
        else { return nil }
        self.init(trace: TraceID(high: high, low: low), span: span, isSampled: flags & 1 == 1)
    }

    init(trace: TraceID, span: UInt64, isSampled: Bool) {
        self.trace = trace
        self.span = span
        self.isSampled = isSampled
    }

    var headerValue: String { "00-\(trace.hexadecimal)-\(span.hexadecimal)-\(isSampled ? "01" : "00")" }
}

extension TraceContext.TraceID {
    static var random: Self {
        let low = UInt64.random(in: 1 ... .max)
        return Self(high: .random(in: 0 ... .max), low: low)
    }

    var hexadecimal: String { high.hexadecimal + low.hexadecimal }
}

extension UInt64 {
    /// - Parameter text: exactly so many lower-case digits.
    fileprivate init?(hexadecimal text: Substring, digits: Int) {
        guard text.utf8.count == digits, text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        self.init(text, radix: 16)
    }

    /// Sixteen lower-case digits.
    var hexadecimal: String { Swift.withUnsafeBytes(of: bigEndian) { $0.hexadecimal } }
}

/// Where a span's context stands among what tasks hand on.
enum TraceContextKey: InstrumentationContextKey {
    typealias Value = TraceContext
}
