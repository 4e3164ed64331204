import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import QuorumCore
import _NIOFileSystem

/// The body of a request that has come in whole.
struct ReceivedFile: Sendable {
    let path: String
    let sha256: String
    let bytes: Int64

    /// Writes a body to a new file.
    ///
    /// - Parameter durably: whether it is to survive a power cut.
    /// - Throws: `Problem`: 413 for more than `limit`, 422 for nothing, 400 for less than was announced; then there is no
    ///   file.
    init(_ request: Request, at path: String, limit: UploadLimit, durably: Bool) async throws {
        let announced = request.headers[.contentLength].flatMap { Int64($0) }
        if let announced { try limit.check(announced) }
        do {
            self = try await FileSystem.shared.withFileHandle(
                forWritingAt: FilePath(path),
                options: .newFile(replaceExisting: false, permissions: [.ownerReadWrite])
            ) { file in
                var (digest, bytes) = (SHA256(), Int64(0))
                var writer = file.bufferedWriter(capacity: .mebibytes(1))
                for try await part in request.body {
                    bytes += Int64(part.readableBytes)
                    try limit.check(bytes)
                    digest.update(data: part.readableBytesView)
                    try await writer.write(contentsOf: part)
                }
                try await writer.flush()
                if let announced, announced != bytes {
                    throw Problem(
                        .badRequest, "The upload broke off after \(bytes) of \(announced) bytes; send the file again.")
                }
                guard bytes > 0 else { throw UploadLimit.empty("body") }
                if durably { try await file.synchronize() }
                return ReceivedFile(path: path, sha256: digest.finalize().hexadecimal, bytes: bytes)
            }
        } catch {
            _ = try? await FileSystem.shared.removeItem(at: FilePath(path))
            throw error
        }
    }

    private init(path: String, sha256: String, bytes: Int64) {
        self.path = path
        self.sha256 = sha256
        self.bytes = bytes
    }
}
