import Foundation
import HTTPTypes
import Hummingbird
import LabelStore
import QuorumCore
import _NIOFileSystem

/// Takes files: hashed as they come in, on the disk before they are known, named by their content and never by their
/// uploader.
struct UploadService: Sendable {
    let store: LabelStore
    let data: DataDirectory
    let blobs: BlobStore
    /// Bytes of the largest file.
    let limit: UploadLimit
    /// Called when a job was queued.
    let queued: @Sendable () -> Void

    func sources(in project: ProjectID) async throws -> [Source] { try await store.sources(in: project) }

    /// - Throws: `Problem` or `StoreError`; then nothing of the upload is left.
    func receive(_ request: Request, into project: ProjectID, by admin: User) async throws -> Source {
        let query = Query(request)
        guard let given = query["filename"] else {
            throw Problem.invalid("filename", "The address lacks the file's name; add ?filename=NAME.")
        }
        let draft = try UploadDraft(filename: given) { query[$0] }
        let announced = request.headers[.contentLength].flatMap { Int64($0) }
        if let announced { try limit.check(announced) }
        try await store.checkIntake(filename: draft.filename, details: draft.details, bytes: announced, to: project)

        let upload = try await ReceivedFile(
            request, at: "\(data.unfinished)/upload-\(Secret().text)", limit: limit, durably: true)
        let new = NewSource(
            project: project, filename: draft.filename, sha256: upload.sha256, bytes: upload.bytes,
            details: draft.details)
        do {
            let source = try await blobs.add(upload.path, sha256: upload.sha256) {
                try await store.addSource(new, by: admin.id, at: .now)
            }
            queued()
            return source
        } catch {
            _ = try? await FileSystem.shared.removeItem(at: FilePath(upload.path))
            throw error
        }
    }

    /// Takes a file that failed off the project's list.
    func remove(_ source: SourceID, from project: ProjectID, by admin: User) async throws {
        let sha256 = try await store.source(source).sha256
        try await store.removeFailedSource(source, in: project, by: admin.id, at: .now)
        try await blobs.removeIfUnused(sha256: sha256)
    }
}
