internal import Crypto
internal import DurableFiles
internal import Foundation
internal import NIOCore
internal import NIOPosix
internal import QuorumCore

/// A span of a local file, read anew by each iteration, a piece at a time.
struct FilePart: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    private static let piece = 1 << 20

    let path: String
    let start: Int64
    let length: Int64

    /// Length of a whole file.
    static func size(of path: String) async throws -> Int64 {
        try await NIOThreadPool.singleton.runIfActive {
            var status = stat()
            guard stat(path, &status) == 0 else { throw Self.failure(path) }
            return Int64(status.st_size)
        }
    }

    /// SHA-256 of the bytes, in hexadecimal.
    func digest() async throws -> String {
        var digest = SHA256()
        for try await piece in self { piece.withUnsafeReadableBytes { digest.update(bufferPointer: $0) } }
        return digest.finalize().hexadecimal
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(part: self) }

    struct AsyncIterator: AsyncIteratorProtocol {
        private let part: FilePart
        private var file: OpenFile?
        private var done: Int64 = 0

        init(part: FilePart) {
            self.part = part
        }

        mutating func next() async throws -> ByteBuffer? {
            guard done < part.length else { return nil }
            let (path, opened) = (part.path, file)
            let (position, count) = (part.start + done, Int(Swift.min(Int64(FilePart.piece), part.length - done)))
            let (now, bytes) = try await NIOThreadPool.singleton.runIfActive {
                let file = try opened ?? OpenFile(path)
                return (file, try file.read(count, at: position))
            }
            file = now
            done += Int64(bytes.readableBytes)
            return bytes
        }
    }

    /// A descriptor that is closed when nobody reads any more.
    private final class OpenFile: Sendable {
        private let descriptor: Int32
        private let path: String

        init(_ path: String) throws {
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            self.path = path
            guard descriptor >= 0 else { throw FilePart.failure(path) }
        }

        deinit { if descriptor >= 0 { close(descriptor) } }

        func read(_ count: Int, at position: Int64) throws -> ByteBuffer {
            var buffer = ByteBufferAllocator().buffer(capacity: count)
            let got = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { bytes in
                var done = 0
                while done < count {
                    let step = pread(descriptor, bytes.baseAddress! + done, count - done, off_t(position) + off_t(done))
                    if step > 0 { done += step } else if step == 0 || errno != EINTR { break }
                }
                return done
            }
            guard got == count else { throw FilePart.failure(path) }
            return buffer
        }
    }

    private static func failure(_ path: String) -> MediaError {
        MediaError(.failed, "\(path) cannot be read whole: \(SystemError.last).")
    }
}
