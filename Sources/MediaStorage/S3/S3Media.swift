internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
package import QuorumCore

/// A bucket of an S3-compatible storage, addressed by path (`https://host/bucket/key`).
package struct S3Media: MediaStore {
    let client: S3Client

    /// - Parameter now: the machine's clock, by which requests are signed.
    package init(_ settings: S3Settings, now: @escaping @Sendable () -> Timestamp) {
        client = S3Client(settings, now: now)
    }

    package var name: String { client.settings.name }
    package var isRemote: Bool { true }

    package func entry(_ key: String) async throws -> MediaEntry? {
        do {
            let answer = try await client.send(S3Call(method: .HEAD, key: key))
            let modified = answer.headers.first(name: "Last-Modified").flatMap(Self.moment)
            return MediaEntry(
                key: key, bytes: answer.headers.first(name: "Content-Length").flatMap { Int64($0) } ?? 0,
                modified: modified ?? Timestamp(milliseconds: 0), tag: Self.plainTag(answer.headers.first(name: "ETag"))
            )
        } catch let error as MediaError {
            guard error.code == .missing else { throw error }
            return nil
        }
    }

    package func content(of key: String, range: ClosedRange<Int>?) async throws -> MediaContent {
        var call = S3Call(method: .GET, key: key)
        if let range { call.headers = [("Range", "bytes=\(range.lowerBound)-\(range.upperBound)")] }
        return .stream(MediaStream(try await client.send(call).body))
    }

    package func remove(_ key: String) async throws {
        do {
            _ = try await client.text(S3Call(method: .DELETE, key: key))
        } catch let error as MediaError {
            guard error.code == .missing else { throw error }
        }
    }

    package func list(_ prefix: String, _ body: ([MediaEntry]) async throws -> Void) async throws {
        var token: String?
        repeat {
            var call = S3Call(method: .GET)
            call.query = [
                ("list-type", "2"), ("encoding-type", "url"), ("prefix", client.settings.prefix + prefix),
            ]
            if let token { call.query.append(("continuation-token", token)) }
            let text = try await client.text(call)
            let page = try document(text, of: call)
            let entries = try entries(of: page, call)
            if !entries.isEmpty { try await body(entries) }
            token = page.first("IsTruncated") == "true" ? page.first("NextContinuationToken") : nil
        } while token != nil
    }

    package func address(of key: String, for life: Duration, type: String) -> String? {
        guard let endpoint = client.settings.publicEndpoint else { return nil }
        let call = S3Call(method: .GET, key: key, query: [("response-content-type", type)])
        return client.address(call, at: endpoint, for: life)
    }

    package func check() async throws {
        _ = try await client.text(
            S3Call(
                method: .GET, query: [("list-type", "2"), ("max-keys", "1"), ("prefix", client.settings.prefix)]))
    }

    package func close() async { await client.close() }

    func document(_ text: String, of call: S3Call) throws -> S3Document {
        guard let document = S3Document(text) else {
            throw MediaError(.failed, "\(client.place) answered \(call.method.rawValue) with something other than XML.")
        }
        return document
    }

    private func entries(of page: S3Document, _ call: S3Call) throws -> [MediaEntry] {
        let (keys, sizes, moments) = (page.all("Key"), page.all("Size"), page.all("LastModified"))
        let tags = page.all("ETag")
        guard keys.count == sizes.count, keys.count == moments.count, keys.count == tags.count else {
            throw MediaError(.failed, "\(client.place) answered with an incomplete list of files.")
        }
        return keys.indices.compactMap { index in
            let key = keys[index].removingPercentEncoding ?? keys[index]
            guard key.hasPrefix(client.settings.prefix), !key.hasSuffix("/") else { return nil }
            return MediaEntry(
                key: String(key.dropFirst(client.settings.prefix.count)), bytes: Int64(sizes[index]) ?? 0,
                modified: Timestamp(iso8601: moments[index]) ?? Timestamp(milliseconds: 0),
                tag: Self.plainTag(tags[index]))
        }
    }

    private static func plainTag(_ text: String?) -> String { (text ?? "").filter { $0 != "\"" } }

    /// Of a date as HTTP tells it.
    private static func moment(_ text: String) -> Timestamp? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "UTC")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        return format.date(from: text).map { Timestamp(milliseconds: Int64($0.timeIntervalSince1970 * 1000)) }
    }
}
