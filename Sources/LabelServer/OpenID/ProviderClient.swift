import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Asks the provider, following no redirect, within a time and a size.
struct ProviderClient: Sendable {
    private static let connectTime: TimeAmount = .seconds(5)
    /// For the whole of an answer, however slowly it comes.
    private static let time: Duration = .seconds(10)
    /// Bytes of an answer; sets of keys and ID tokens have some thousands.
    private static let longestAnswer = 1 << 18

    /// - Throws: `ProviderFailure` (`unreachable`) unless the answer is JSON of the type.
    func get<Value: Decodable & Sendable>(_ type: Value.Type, from url: String) async throws -> Value {
        let answer = try await send(HTTPClientRequest(url: url))
        guard answer.status == 200 else {
            throw ProviderFailure(.unreachable, "\(url) answered with \(answer.status).")
        }
        do {
            return try JSONDecoder().decode(type, from: answer.body)
        } catch {
            throw ProviderFailure(.unreachable, "\(url) answered with what is no such document: \(error)")
        }
    }

    /// Sends a form.
    ///
    /// - Throws: `ProviderFailure` (`unreachable`) without an answer.
    func post(
        _ form: [(name: String, value: String)], to url: String, authorization: String?
    ) async throws -> (status: Int, body: Data) {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers = ["Content-Type": "application/x-www-form-urlencoded"]
        if let authorization { request.headers.add(name: "Authorization", value: authorization) }
        request.body = .bytes(ByteBuffer(string: FormText.encode(form)))
        return try await send(request)
    }

    private func send(_ given: HTTPClientRequest) async throws -> (status: Int, body: Data) {
        var request = given
        request.headers.add(name: "Accept", value: "application/json")
        request.headers.add(name: "User-Agent", value: "Quorum")
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: Self.connectTime))
        configuration.httpVersion = .http1Only
        let (whole, fixed) = (request, configuration)
        do {
            return try await HTTPClient.withHTTPClient(configuration: fixed) { client in
                try await within(Self.time) {
                    let answer = try await client.execute(whole, timeout: .seconds(Self.time.components.seconds))
                    let body = try await answer.body.collect(upTo: Self.longestAnswer)
                    return (Int(answer.status.code), Data(body.readableBytesView))
                }
            }
        } catch {
            throw ProviderFailure(.unreachable, "\(request.url) gave no usable answer: \(error)")
        }
    }
}

/// Cancels what takes longer.
private func within<Value: Sendable>(
    _ time: Duration, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await Task.sleep(for: time)
            return nil
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() ?? nil else { throw TooSlow() }
        return value
    }
}

private struct TooSlow: Error {}

/// Names and values as forms and queries write them (`application/x-www-form-urlencoded`).
enum FormText {
    static func encode(_ pairs: [(name: String, value: String)]) -> String {
        pairs.map { "\(encode($0.name))=\(encode($0.value))" }.joined(separator: "&")
    }

    static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    /// Of RFC 3986, section 2.3.
    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
