internal import Foundation

/// Where spans go, and which.
package struct TraceSettings: Sendable {
    /// The collector's address for traces.
    let url: String
    /// Sent along, as a key of access; secret.
    let headers: [(name: String, value: String)]
    let service: String
    let sampler: TraceSampler
    /// Of traces that begin here, where `sampler` asks.
    let share: Double

    /// - Parameters:
    ///   - endpoint: of an OTLP/HTTP collector, such as `http://127.0.0.1:4318`; `/v1/traces` is added.
    ///   - headers: `name=value,name=value`, percent-encoded, as `OTEL_EXPORTER_OTLP_HEADERS` has them.
    /// - Returns: nil when `endpoint` is no such address or `headers` are not written so (`areHeaders`).
    package init?(endpoint: String, headers: String?, service: String, sampler: TraceSampler, share: Double) {
        guard let url = URLComponents(string: endpoint), ["http", "https"].contains(url.scheme?.lowercased()),
            url.host?.isEmpty == false, url.user == nil, url.password == nil, url.query == nil, url.fragment == nil,
            let pairs = Self.pairs(headers ?? "")
        else { return nil }
        self.url = endpoint + (endpoint.hasSuffix("/") ? "" : "/") + "v1/traces"
        self.headers = pairs
        self.service = service
        self.sampler = sampler
        self.share = share
    }

    /// Whether a text is written `name=value,name=value`.
    package static func areHeaders(_ text: String) -> Bool { pairs(text) != nil }

    private static func pairs(_ text: String) -> [(name: String, value: String)]? {
        var pairs: [(name: String, value: String)] = []
        for pair in text.split(separator: ",") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces).removingPercentEncoding ?? "" }
            guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.allSatisfy(isOfToken),
                parts[1].utf8.allSatisfy({ (0x20..<0x7f).contains($0) })
            else { return nil }
            pairs.append((parts[0], parts[1]))
        }
        return pairs
    }

    /// What names of headers are made of (RFC 9110, section 5.6.2).
    private static func isOfToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
