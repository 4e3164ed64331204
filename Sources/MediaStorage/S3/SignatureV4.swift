internal import Crypto
internal import Foundation
package import QuorumCore

/// AWS Signature Version 4 for S3 ("Authenticating Requests", Amazon S3 API reference): over the headers of a request, or in
/// the query of an address that anybody may use for a while.
package struct SignatureV4: Sendable {
    /// Stands for the payload's hash where an address is signed before anybody knows what it is used with.
    static let unsignedPayload = "UNSIGNED-PAYLOAD"
    private static let algorithm = "AWS4-HMAC-SHA256"

    private let credentials: S3Credentials
    private let region: String

    package init(credentials: S3Credentials, region: String) {
        self.credentials = credentials
        self.region = region
    }

    /// A request before it is signed.
    package struct Request: Sendable {
        package var method: String
        /// As the header `Host` tells it.
        package var host: String
        /// Not yet percent-encoded, with the slash at its start.
        package var path: String
        package var query: [(name: String, value: String)]
        /// But for `Host`; all are signed.
        package var headers: [(name: String, value: String)]

        package init(
            method: String, host: String, path: String, query: [(name: String, value: String)] = [],
            headers: [(name: String, value: String)] = []
        ) {
            self.method = method
            self.host = host
            self.path = path
            self.query = query
            self.headers = headers
        }

        /// Path and query as they go over the wire.
        package var target: String {
            path.percentEncoded(keepingSlashes: true) + (query.isEmpty ? "" : "?" + query.percentEncoded)
        }
    }

    /// - Parameter payloadHash: SHA-256 of the body, in hexadecimal.
    /// - Returns: the request with all headers it needs besides `Host`.
    package func signed(_ request: Request, payloadHash: String, at moment: Timestamp) -> Request {
        var request = request
        let time = moment.signatureTime
        request.headers += [("x-amz-content-sha256", payloadHash), ("x-amz-date", time)]
        if let token = credentials.sessionToken { request.headers.append(("x-amz-security-token", token)) }
        let names = request.signedHeaderNames
        let signature = signature(of: request, payloadHash: payloadHash, time: time)
        request.headers.append(
            (
                "Authorization",
                "\(Self.algorithm) Credential=\(credentials.accessKey)/\(scope(time)),SignedHeaders=\(names),"
                    + "Signature=\(signature)"
            ))
        return request
    }

    /// - Parameter life: at most a week.
    /// - Returns: the request whose target whoever has it may use until `life` is over.
    package func presigned(_ request: Request, for life: Duration, at moment: Timestamp) -> Request {
        var request = request
        let time = moment.signatureTime
        request.query += [
            ("X-Amz-Algorithm", Self.algorithm), ("X-Amz-Credential", "\(credentials.accessKey)/\(scope(time))"),
            ("X-Amz-Date", time), ("X-Amz-Expires", "\(life.components.seconds)"),
            ("X-Amz-SignedHeaders", request.signedHeaderNames),
        ]
        if let token = credentials.sessionToken { request.query.append(("X-Amz-Security-Token", token)) }
        let signature = signature(of: request, payloadHash: Self.unsignedPayload, time: time)
        request.query.append(("X-Amz-Signature", signature))
        return request
    }

    private func scope(_ time: String) -> String { "\(time.prefix(8))/\(region)/s3/aws4_request" }

    private func signature(of request: Request, payloadHash: String, time: String) -> String {
        let canonical = request.canonicalText(payloadHash: payloadHash)
        let text = [Self.algorithm, time, scope(time), SHA256.hash(data: Data(canonical.utf8)).hexadecimal]
            .joined(separator: "\n")
        var key = SymmetricKey(data: Data("AWS4\(credentials.secretKey)".utf8))
        for part in [String(time.prefix(8)), region, "s3", "aws4_request"] {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Data(part.utf8), using: key))
        }
        return HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key).hexadecimal
    }
}

extension SignatureV4.Request {
    fileprivate var canonicalHeaders: [(name: String, value: String)] {
        (headers + [("host", host)]).map { header in
            (header.name.lowercased(), header.value.split(separator: " ").joined(separator: " "))
        }.sorted { $0.name < $1.name }
    }

    fileprivate var signedHeaderNames: String { canonicalHeaders.map(\.name).joined(separator: ";") }

    fileprivate func canonicalText(payloadHash: String) -> String {
        let encoded = query.map { ($0.name.percentEncoded(), $0.value.percentEncoded()) }
        let sorted = encoded.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { "\($0.0)=\($0.1)" }
        return [
            method, path.percentEncoded(keepingSlashes: true), sorted.joined(separator: "&"),
            canonicalHeaders.map { "\($0.name):\($0.value)\n" }.joined(), signedHeaderNames, payloadHash,
        ].joined(separator: "\n")
    }
}

extension [(name: String, value: String)] {
    fileprivate var percentEncoded: String {
        map { "\($0.name.percentEncoded())=\($0.value.percentEncoded())" }.joined(separator: "&")
    }
}

extension Timestamp {
    /// As signatures tell it: `20130524T000000Z`.
    fileprivate var signatureTime: String { iso8601.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z" }
}

extension String {
    /// All bytes but the unreserved ones of RFC 3986 as `%2F`, in capitals.
    func percentEncoded(keepingSlashes: Bool = false) -> String {
        var bytes: [UInt8] = []
        for byte in utf8 {
            if byte.isUnreserved || keepingSlashes && byte == UInt8(ascii: "/") {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes += CollectionOfOne(byte).hexadecimal.uppercased().utf8
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    /// `ALPHA / DIGIT / "-" / "." / "_" / "~"` (RFC 3986, section 2.3).
    var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
