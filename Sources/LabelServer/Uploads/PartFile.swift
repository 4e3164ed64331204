import Crypto
import Foundation
import NIOCore
import QuorumCore

/// A file that grows by what comes in. Its bytes go to the disk in large pieces, on threads that may wait for it.
final class PartFile: Sendable {
    private static let piece = 1 << 20

    private let descriptor: Int32

    /// Opens a file that is there, and cuts off what is beyond `length`.
    ///
    /// - Returns: nil when it is not there or is shorter.
    init?(_ path: String, keeping length: Int64) {
        let file = open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        guard Int64(lseek(file, 0, SEEK_END)) >= length, ftruncate(file, off_t(length)) == 0 else {
            close(file)
            return nil
        }
        descriptor = file
    }

    deinit { close(descriptor) }

    /// Makes an empty file, for its owner alone.
    static func create(_ path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure() }
        close(file)
    }

    func write(_ bytes: ByteBuffer, at position: Int64) async throws {
        try await blocking {
            try bytes.withUnsafeReadableBytes { bytes in
                var done = 0
                while done < bytes.count {
                    let count = pwrite(
                        self.descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(position) + off_t(done))
                    if count < 0 {
                        if errno == EINTR { continue }
                        throw Self.failure()
                    }
                    done += count
                }
            }
        }
    }

    /// Waits until what was written would survive a power cut.
    func synchronize() async throws {
        try await blocking { guard fdatasync(self.descriptor) == 0 else { throw Self.failure() } }
    }

    /// SHA-256 of a whole file, in hexadecimal.
    static func digest(of path: String) async throws -> String {
        try await blocking {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            var digest = SHA256()
            while let bytes = try file.read(upToCount: piece), !bytes.isEmpty { digest.update(data: bytes) }
            return digest.finalize().hexadecimal
        }
    }

    private static func failure() -> any Error {
        errno == ENOSPC || errno == EDQUOT ? Problem.diskFull : CocoaError.error(.fileWriteUnknown)
    }
}
