internal import AsyncHTTPClient
internal import Foundation
internal import NIOHTTP1
package import QuorumCore

extension S3Media {
    /// Bytes up to which a file is sent at once; above, in parts of at least this size, which are tried again one by one.
    private static let partSize: Int64 = 16 << 20
    /// Of one file (Amazon S3 multipart upload limits).
    private static let mostParts: Int64 = 10_000
    /// Files of a folder that are sent at once.
    private static let concurrency = 4

    package func put(_ file: String, as key: String, sha256: String?) async throws {
        let size = try await FilePart.size(of: file)
        guard size > Self.partSize else {
            let whole = FilePart(path: file, start: 0, length: size)
            let digest: String
            if let sha256 { digest = sha256 } else { digest = try await whole.digest() }
            _ = try await client.text(S3Call(method: .PUT, key: key, body: .file(whole, sha256: digest)))
            return
        }
        try await putInParts(file, size: size, as: key)
    }

    package func putFolder(_ folder: String, as prefix: String, last: String) async throws {
        var names: [String] = []
        for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder),
                !isFolder.boolValue, name != last
            else { continue }
            names.append(name)
        }
        try await names.eachAtOnce(Self.concurrency) { try await put("\(folder)/\($0)", as: "\(prefix)/\($0)") }
        try await put("\(folder)/\(last)", as: "\(prefix)/\(last)")
    }

    package func removeUnfinished(before moment: Timestamp) async throws {
        let call = S3Call(method: .GET, query: [("uploads", ""), ("prefix", client.settings.prefix)])
        let page = try document(try await client.text(call), of: call)
        let (keys, uploads, begun) = (page.all("Key"), page.all("UploadId"), page.all("Initiated"))
        for (index, key) in keys.enumerated() where index < uploads.count && index < begun.count {
            guard let start = Timestamp(iso8601: begun[index]), start < moment,
                key.hasPrefix(client.settings.prefix)
            else { continue }
            await abort(uploads[index], of: String(key.dropFirst(client.settings.prefix.count)))
        }
    }

    /// Nothing is there until all parts are; of a failed attempt nothing stays.
    private func putInParts(_ file: String, size: Int64, as key: String) async throws {
        let begin = S3Call(method: .POST, key: key, query: [("uploads", "")])
        guard let upload = try document(try await client.text(begin), of: begin).first("UploadId") else {
            throw MediaError(.failed, "\(client.place) did not begin to take \"\(key)\".")
        }
        do {
            let length = max(Self.partSize, (size + Self.mostParts - 1) / Self.mostParts)
            var tags: [String] = []
            for start in stride(from: 0, to: size, by: Int64.Stride(length)) {
                let part = FilePart(path: file, start: start, length: min(length, size - start))
                tags.append(try await put(part, number: tags.count + 1, of: upload, as: key))
            }
            try await finish(upload, of: key, tags: tags, size: size)
        } catch {
            // In a task of its own: this one may be cancelled.
            await Task { await abort(upload, of: key) }.value
            throw error
        }
    }

    private func put(_ part: FilePart, number: Int, of upload: String, as key: String) async throws -> String {
        let call = S3Call(
            method: .PUT, key: key, query: [("partNumber", "\(number)"), ("uploadId", upload)],
            body: .file(part, sha256: try await part.digest()))
        let answer = try await client.send(call)
        // Read to its end, so that the connection serves the next part too.
        _ = try? await answer.body.collect(upTo: S3Client.longestText)
        guard let tag = answer.headers.first(name: "ETag") else {
            throw MediaError(.failed, "\(client.place) did not acknowledge part \(number) of \"\(key)\".")
        }
        return tag
    }

    private func finish(_ upload: String, of key: String, tags: [String], size: Int64) async throws {
        let parts = tags.enumerated().map { number, tag in
            "<Part><PartNumber>\(number + 1)</PartNumber><ETag>\(tag)</ETag></Part>"
        }
        let body = "<CompleteMultipartUpload>\(parts.joined())</CompleteMultipartUpload>"
        let call = S3Call(method: .POST, key: key, query: [("uploadId", upload)], body: .bytes(Array(body.utf8)))
        do {
            let text = try await client.text(call)
            // The answer may begin before it is known how it ends.
            if S3Document(text)?.first("Code") != nil {
                throw client.refusal(call, status: .internalServerError, text)
            }
        } catch let error as MediaError {
            // The first of two attempts may have succeeded, and its answer been lost.
            guard error.code == .missing, try await entry(key)?.bytes == size else { throw error }
        }
    }

    private func abort(_ upload: String, of key: String) async {
        _ = try? await client.text(S3Call(method: .DELETE, key: key, query: [("uploadId", upload)]))
    }
}
