import Foundation
import HTTPTypes
import Hummingbird
import LabelStore
import NIOCore
import QuorumCore

/// Files that come in piece by piece, and go on where they stopped.
///
/// How much of a file is there is what the database says: it is told of bytes only when they are on the disk, and of the
/// last ones only together with the source that the file becomes. What a stopped process wrote beyond that is sent again.
struct ResumableUploads: Sendable {
    /// Bytes after which what came in is secured, though more is on its way.
    private static let checkpoint: Int64 = 16 << 20
    /// Bytes gathered for one write.
    private static let piece = 1 << 20

    let store: LabelStore
    let data: DataDirectory
    let blobs: BlobStore
    let limit: UploadLimit
    /// How long an upload waits for more.
    let life: Duration
    /// Called when a job was queued.
    let queued: @Sendable () -> Void

    /// - Parameter words: what the uploader says of the file, by name.
    func begin(
        length: Int64, words: [String: String], in project: ProjectID, by user: User
    ) async throws -> Upload {
        guard let given = words["filename"] else {
            throw Problem.invalid("filename", "Upload-Metadata lacks the file's name; add filename and its base64.")
        }
        let draft = try UploadDraft(filename: given) { words[$0] }
        guard length > 0 else { throw UploadLimit.empty("Upload-Length") }
        try limit.check(length)
        let new = NewUpload(
            project: project, filename: draft.filename, details: draft.details,
            sha256: try words["sha256"].map(Self.digest), length: length)
        let upload = try await store.beginUpload(new, by: user.id, for: life, at: .now)
        let path = data.upload(upload.id)
        do {
            try await blocking { try PartFile.create(path) }
        } catch {
            try await store.removeUpload(upload.id)
            throw error
        }
        return upload
    }

    func upload(_ id: UploadID, in project: ProjectID, of user: User) async throws -> Upload {
        try await store.upload(id, in: project, of: user.id, at: .now)
    }

    /// Takes more of a file, from `offset` on; the file becomes a source when that is all.
    ///
    /// Of a request that breaks off what came in is kept, unless it has a checksum.
    ///
    /// - Throws: `Problem`: 409 when the file is not as far as that, 413 for more than it was announced with, 423 while
    ///   another request sends it, 460 when the checksum is not that of what came in.
    func append(
        _ request: Request, at offset: Int64, checksum: TusChecksum?, to id: UploadID, in project: ProjectID,
        by user: User
    ) async throws -> Upload {
        let known = try await upload(id, in: project, of: user)
        if known.source != nil, offset == known.length { return known }
        guard let lock = try FileLock(data.upload(id), .exclusive) else { throw Problem.uploadInUse }
        let upload = try await upload(id, in: project, of: user)
        guard offset == upload.offset else {
            throw Problem.conflict(
                "The upload is at byte \(upload.offset), not \(offset); ask with HEAD, and go on there.")
        }
        guard let file = PartFile(data.upload(id), keeping: offset) else {
            try await remove(id)
            throw Problem(.gone, "What had come in of \"\(upload.filename)\" is lost; send the file anew.")
        }
        let end = try await receive(request, of: upload, checksum, into: file)
        let result =
            if end == upload.length {
                try await finish(upload)
            } else {
                try await store.advanceUpload(id, to: end, for: life, at: .now)
            }
        _ = consume lock
        return result
    }

    /// Ends an upload; a source it became stays.
    func terminate(_ id: UploadID, in project: ProjectID, by user: User) async throws {
        let upload = try await upload(id, in: project, of: user)
        guard upload.source == nil else { return try await store.removeUpload(id) }
        guard let lock = try FileLock(data.upload(id), .exclusive) else { throw Problem.uploadInUse }
        try await remove(id)
        _ = consume lock
    }

    /// - Returns: where the bytes on the disk end.
    private func receive(
        _ request: Request, of upload: Upload, _ checksum: TusChecksum?, into file: PartFile
    ) async throws -> Int64 {
        if let announced = request.headers[.contentLength].flatMap({ Int64($0) }) {
            try Self.check(announced, fits: upload)
        }
        var checksum = checksum
        var (secured, written) = (upload.offset, upload.offset)
        var gathered = ByteBuffer()
        do {
            for try await part in request.body {
                let received = written - upload.offset + Int64(gathered.readableBytes + part.readableBytes)
                try Self.check(received, fits: upload)
                checksum?.update(part.readableBytesView)
                gathered.writeImmutableBuffer(part)
                guard gathered.readableBytes >= Self.piece else { continue }
                try await file.write(gathered, at: written)
                written += Int64(gathered.readableBytes)
                gathered.clear()
                guard checksum == nil, written - secured >= Self.checkpoint, written < upload.length else { continue }
                try await file.synchronize()
                try await store.advanceUpload(upload.id, to: written, for: life, at: .now)
                secured = written
            }
            try await file.write(gathered, at: written)
            try checksum?.check()
            try await file.synchronize()
        } catch {
            // In a task of its own: this one is cancelled when the connection is gone.
            if checksum == nil {
                await Task { [written, gathered] in await keep(gathered, at: written, of: upload, file) }.value
            }
            throw error
        }
        return written + Int64(gathered.readableBytes)
    }

    /// Keeps what came in before a request broke off, as well as that goes.
    private func keep(_ bytes: ByteBuffer, at position: Int64, of upload: Upload, _ file: PartFile) async {
        let end = min(position + Int64(bytes.readableBytes), upload.length - 1)
        guard end > upload.offset else { return }
        do {
            try await file.write(bytes, at: position)
            try await file.synchronize()
            try await store.advanceUpload(upload.id, to: end, for: life, at: .now)
        } catch {
            // It goes on from where it was secured last.
        }
    }

    private func finish(_ upload: Upload) async throws -> Upload {
        let path = data.upload(upload.id)
        let sha256 = try await PartFile.digest(of: path)
        if let expected = upload.sha256, expected != sha256 {
            try await remove(upload.id)
            throw Problem.invalid(
                "sha256",
                "\"\(upload.filename)\" came in with the SHA-256 \(sha256), and \(expected) was announced: it was changed "
                    + "on its way, or meanwhile. Send it anew.")
        }
        do {
            let finished = try await blobs.add(path, sha256: sha256) {
                try await store.finishUpload(upload.id, sha256: sha256, for: life, at: .now)
            }
            queued()
            return finished
        } catch let error as StoreError {
            // Sent again it would be refused again.
            if error.code == .conflict { try await remove(upload.id) }
            throw error
        }
    }

    private func remove(_ id: UploadID) async throws {
        let path = data.upload(id)
        try await blocking { if unlink(path) != 0, errno != ENOENT { throw CocoaError(.fileWriteUnknown) } }
        try await store.removeUpload(id)
    }

    private static func check(_ bytes: Int64, fits upload: Upload) throws {
        guard bytes <= upload.length - upload.offset else {
            throw Problem(
                .contentTooLarge,
                "The upload was announced with \(upload.length) bytes, and these go beyond; start one that is longer.")
        }
    }

    private static func digest(_ text: String) throws -> String {
        let digest = text.lowercased()
        guard digest.utf8.count == 64, digest.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else {
            throw Problem.invalid("sha256", "The sha256 must be 64 hexadecimal digits.")
        }
        return digest
    }
}

extension Problem {
    fileprivate static var uploadInUse: Problem {
        var problem = Problem(
            HTTPResponse.Status(code: 423, reasonPhrase: "Locked"),
            "Another request is sending this upload; wait for its end, then ask with HEAD how far it came.")
        problem.headers[.retryAfter] = "5"
        return problem
    }
}
