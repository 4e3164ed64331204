import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore

/// Somebody who calls the API.
struct Caller: Sendable {
    let client: TestClient
    /// The server's data folder, to look into.
    let data: String
    var headers: HTTPFields = [:]

    func with(token: String) -> Caller {
        var caller = self
        caller.headers[.authorization] = "Bearer \(token)"
        return caller
    }

    func with(_ name: String, _ value: String) -> Caller {
        var caller = self
        caller.headers[HTTPField.Name(name)!] = value
        return caller
    }

    func get(_ path: String) async throws -> Reply { try await call(.get, path) }
    func delete(_ path: String) async throws -> Reply { try await call(.delete, path) }
    func post(_ path: String) async throws -> Reply { try await call(.post, path) }

    func post(_ path: String, _ body: JSON) async throws -> Reply {
        let caller = headers[.contentType] == nil ? with("Content-Type", "application/json") : self
        return try await caller.call(.post, path, ByteBuffer(bytes: try JSONEncoder().encode(body)))
    }

    func put(_ path: String, _ body: JSON) async throws -> Reply {
        try await with("Content-Type", "application/json").call(
            .put, path, ByteBuffer(bytes: try JSONEncoder().encode(body)))
    }

    /// Sends a merge patch.
    func patch(_ path: String, _ body: JSON) async throws -> Reply {
        try await with("Content-Type", "application/merge-patch+json").call(
            .patch, path, ByteBuffer(bytes: try JSONEncoder().encode(body)))
    }

    func send(_ path: String, _ body: [UInt8]) async throws -> Reply {
        try await call(.post, path, ByteBuffer(bytes: body))
    }

    /// - Parameter path: under `/api/v1/`, or from the root.
    func call(_ method: HTTPRequest.Method, _ path: String, _ body: ByteBuffer? = nil) async throws -> Reply {
        let uri = path.hasPrefix("/") ? path : "/api/v1/\(path)"
        let response = try await client.execute(
            TestClient.Request(uri, method: method, authority: "localhost", headers: headers, body: body))
        return Reply(
            status: response.status.code, headers: response.headers,
            body: response.body.map { Array($0.readableBytesView) } ?? [])
    }
}

struct Reply: Sendable {
    let status: Int
    let headers: HTTPFields
    let body: [UInt8]

    var json: JSON { (try? JSONDecoder().decode(JSON.self, from: Data(body))) ?? .null }
    /// What a refusal says.
    var detail: String { json["detail"].text }
}
