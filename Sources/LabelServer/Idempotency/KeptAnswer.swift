import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// An answer that can be given again.
struct KeptAnswer: Codable, Sendable {
    private static let headers: [HTTPField.Name] = [.contentType, .cacheControl, .eTag, .retryAfter, .location]

    private let status: Int
    private let reason: String
    private let fields: [String: String]
    private let body: Data

    /// - Parameter limit: bytes of the longest body.
    init(_ response: Response, upTo limit: Int) async throws {
        status = response.status.code
        reason = response.status.reasonPhrase
        var fields: [String: String] = [:]
        for name in Self.headers { fields[name.canonicalName] = response.headers[name] }
        self.fields = fields
        let collected = BodyCollector.Bytes()
        try await response.body.write(BodyCollector(bytes: collected, limit: limit))
        body = collected.data
    }

    func response() -> Response {
        var headers: HTTPFields = [:]
        for (name, value) in fields {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        return Response(
            status: HTTPResponse.Status(code: status, reasonPhrase: reason), headers: headers,
            body: body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// The answer to a repetition, which says that it is one.
    func replay() -> Response {
        var response = response()
        response.headers[.idempotentReplayed] = "true"
        return response
    }
}

/// Gathers what a response would send.
private struct BodyCollector: ResponseBodyWriter {
    final class Bytes {
        var data = Data()
    }

    let bytes: Bytes
    let limit: Int

    mutating func write(_ buffer: ByteBuffer) async throws {
        guard bytes.data.count + buffer.readableBytes <= limit else {
            throw ServerError(.failed, "An answer to a POST is longer than \(limit) bytes and cannot be kept.")
        }
        bytes.data.append(contentsOf: buffer.readableBytesView)
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
