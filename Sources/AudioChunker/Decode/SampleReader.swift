import CSystemCalls
import Glibc

/// Decodes a recording to its samples as they are: all channels, its own rate, up to 24 bits.
public enum SampleReader {
    /// Where the recording's bytes are.
    public enum Place: Sendable {
        case file(String)
        /// A part of a file, such as a member of an archive.
        case section(of: String, Range<Int>)
        case bytes([UInt8])
    }

    /// Gives the samples in order, channels interleaved, full scale from -1 to 1. 16 and 24 bits come exactly; what lossy
    /// codecs give is rounded to 16.
    ///
    /// - Parameters:
    ///   - name: what errors call the recording.
    ///   - body: is given samples, channels and samples a second.
    public static func read(
        _ place: Place, name: String, _ body: ([Float], _ channels: Int, _ rate: Int) -> Void
    ) throws(ChunkingError) {
        switch place {
        case .file(let path):
            // A pipe or a folder is told apart before the library waits for it.
            _ = try SourceBytes(path: path)
            try decode(try MediaFile(path: path, name: name), body)
        case .section(let path, let range):
            try decode(try MediaFile(range, of: path, name: name), body)
        case .bytes(let bytes):
            let file = try MemoryFile(bytes, name: name)
            try decode(try MediaFile(path: file.path, name: name), body)
        }
    }

    private static func decode(
        _ file: MediaFile, _ body: ([Float], _ channels: Int, _ rate: Int) -> Void
    ) throws(ChunkingError) {
        let decoder = try AudioDecoder(file, rate: nil, channels: .split, depth: nil)
        func hand(_ samples: consuming [UInt8], _ layout: SampleLayout, _ rate: Int) {
            body(floats(samples, layout), layout.channels, rate)
        }
        let stream = try decoder.run(cancellation: Cancellation(), progress: { _ in }, into: hand)
        if let damage = stream.damage.messages.first {
            throw ChunkingError(.undecodable, path: file.path, damage, remedy: "get a fresh copy")
        }
    }

    private static func floats(_ bytes: [UInt8], _ layout: SampleLayout) -> [Float] {
        bytes.withUnsafeBytes { bytes in
            switch layout.depth {
            case .sixteen: bytes.assumingMemoryBound(to: Int16.self).map { Float($0) * 0x1p-15 }
            case .twentyFour: bytes.assumingMemoryBound(to: Int32.self).map { Float($0) * 0x1p-31 }
            }
        }
    }
}

/// Bytes under a path, in memory alone.
private struct MemoryFile: ~Copyable {
    private let descriptor: Int32

    init(_ bytes: [UInt8], name: String) throws(ChunkingError) {
        descriptor = create_memory_file()
        var written = 0
        while descriptor >= 0, written < bytes.count {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + written, $0.count - written) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            written += count
        }
        if descriptor < 0 || written < bytes.count {
            throw ChunkingError(
                .outOfMemory, path: name, "there is no room for it in memory", remedy: "measure fewer at a time")
        }
    }

    var path: String { "/proc/self/fd/\(descriptor)" }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
