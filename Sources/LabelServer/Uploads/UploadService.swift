import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import LabelStore
import NIOCore
import QuorumCore
import _NIOFileSystem

/// Takes files: hashed as they come in, on the disk before they are known, named by their content and never by their
/// uploader.
struct UploadService: Sendable {
    private static let longestFilename = 255
    private static let longestDetail = 200

    let store: LabelStore
    let data: DataDirectory
    let blobs: BlobFolder
    /// Bytes of the largest file.
    let limit: Int64
    /// Called when a job was queued.
    let queued: @Sendable () -> Void

    func sources(in project: ProjectID) async throws -> [Source] { try await store.sources(in: project) }

    /// - Throws: `Problem` or `StoreError`; then nothing of the upload is left.
    func receive(_ request: Request, into project: ProjectID, by admin: User) async throws -> Source {
        let query = Query(request)
        guard let given = query["filename"] else {
            throw Problem.invalid("filename", "The address lacks the file's name; add ?filename=NAME.")
        }
        let filename = try FieldRules.name(given, field: "filename", longest: Self.longestFilename)
        let details = SourceDetails(
            group: try detail("group", of: query), language: try detail("language", of: query),
            licence: try detail("licence", of: query), consent: try detail("consent", of: query))
        _ = try await store.project(project)

        let upload = try await write(request)
        let new = NewSource(
            project: project, filename: filename, sha256: upload.sha256, bytes: upload.bytes, details: details)
        let source = try await blobs.add(upload.path, sha256: upload.sha256) {
            try await store.addSource(new, by: admin.id, at: .now)
        }
        queued()
        return source
    }

    /// Takes a file that failed off the project's list.
    func remove(_ source: SourceID, from project: ProjectID, by admin: User) async throws {
        let sha256 = try await store.source(source).sha256
        try await store.removeFailedSource(source, in: project, by: admin.id, at: .now)
        try await blobs.removeIfUnused(sha256: sha256)
    }

    private func detail(_ name: String, of query: Query) throws -> String? {
        try FieldRules.optionalName(query[name], field: name, longest: Self.longestDetail)
    }

    /// Writes the body to a file that gets its name only when whole.
    private func write(_ request: Request) async throws -> Upload {
        let announced = request.headers[.contentLength].flatMap { Int64($0) }
        if let announced { try check(announced) }
        let path = "\(data.unfinished)/upload-\(Secret().text)"
        do {
            return try await FileSystem.shared.withFileHandle(
                forWritingAt: FilePath(path),
                options: .newFile(replaceExisting: false, permissions: [.ownerReadWrite])
            ) { file in
                var digest = SHA256()
                var bytes: Int64 = 0
                var writer = file.bufferedWriter(capacity: .mebibytes(1))
                for try await part in request.body {
                    bytes += Int64(part.readableBytes)
                    try check(bytes)
                    digest.update(data: part.readableBytesView)
                    try await writer.write(contentsOf: part)
                }
                try await writer.flush()
                if let announced, announced != bytes {
                    throw Problem(
                        .badRequest, "The upload broke off after \(bytes) of \(announced) bytes; send the file again.")
                }
                guard bytes > 0 else {
                    throw Problem.invalid("body", "The file is empty (0 bytes); choose one that holds something.")
                }
                try await file.synchronize()
                return Upload(path: path, sha256: digest.finalize().hexadecimal, bytes: bytes)
            }
        } catch {
            _ = try? await FileSystem.shared.removeItem(at: FilePath(path))
            throw error
        }
    }

    private func check(_ bytes: Int64) throws {
        guard bytes <= limit else {
            throw Problem(
                .contentTooLarge,
                "The file is larger than the \(limit) bytes this server takes; "
                    + "send a smaller one, or have its operator raise --max-upload.")
        }
    }
}

/// A file that has come in whole.
private struct Upload: Sendable {
    let path: String
    let sha256: String
    let bytes: Int64
}
