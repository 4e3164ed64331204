internal import AsyncHTTPClient
internal import DurableFiles
internal import Foundation
package import NIOCore
internal import NIOPosix

/// The bytes of a file as they come in over the network; may be iterated once.
package struct MediaStream: AsyncSequence, Sendable {
    package typealias Element = ByteBuffer

    private let body: HTTPClientResponse.Body

    init(_ body: HTTPClientResponse.Body) {
        self.body = body
    }

    package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(iterator: body.makeAsyncIterator()) }

    package struct AsyncIterator: AsyncIteratorProtocol {
        private var iterator: HTTPClientResponse.Body.AsyncIterator

        init(iterator: HTTPClientResponse.Body.AsyncIterator) {
            self.iterator = iterator
        }

        /// - Throws: `MediaError` when the bytes end before they should.
        package mutating func next() async throws -> ByteBuffer? {
            do {
                return try await iterator.next()
            } catch let error as CancellationError {
                throw error
            } catch {
                throw MediaError(.unreachable, "The storage broke off in the middle of a file (\(error)); try again.")
            }
        }
    }

    /// All bytes.
    package func collect() async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await part in self { bytes += part.readableBytesView }
        return bytes
    }

    /// Writes a new file, for its owner alone.
    package func write(to path: String) async throws {
        let file = try await NIOThreadPool.singleton.runIfActive {
            guard
                FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
                let file = FileHandle(forWritingAtPath: path)
            else { throw FileError.unwritable(path, "create the file") }
            return file
        }
        for try await part in self {
            try await NIOThreadPool.singleton.runIfActive { try file.write(contentsOf: Data(part.readableBytesView)) }
        }
        try await NIOThreadPool.singleton.runIfActive { try file.close() }
    }
}
