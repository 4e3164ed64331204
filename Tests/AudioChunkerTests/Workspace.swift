import AudioChunker
import Foundation
import QuorumCore

/// A folder of its own for one test, removed with it.
final class Workspace {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "chunker-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    func write(_ name: String, _ content: Data) throws -> String {
        try content.write(to: URL(fileURLWithPath: file(name)))
        return file(name)
    }

    /// Names of what is in the folder, hidden files too.
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    /// Every file under a folder with its bytes.
    func content(_ folder: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: file(folder)) {
            let url = URL(fileURLWithPath: file("\(folder)/\(name)"))
            if let data = try? Data(contentsOf: url) { files[name] = data }
        }
        return files
    }

    /// Cuts into chunks of 1 s to 4 s.
    func chunker() throws -> Chunker {
        Chunker(settings: try ChunkingSettings(minimum: 1, maximum: 4, pause: 0.3), workers: 2)
    }

    /// Cuts one file and reads the result back.
    func chunk(
        _ path: String, kind: MediaKind? = nil, minimum: Double = 1, maximum: Double = 4, pause: Double = 0.3,
        workers: Int = 2, into out: String = "out"
    ) async throws -> ChunkManifest {
        let settings = try ChunkingSettings(minimum: minimum, maximum: maximum, pause: pause)
        let chunker = Chunker(settings: settings, workers: workers)
        _ = try await chunker.chunk([ChunkInput(path: path, kind: kind)], into: file(out))
        return try ChunkManifest.read(directory: file(out))
    }
}

extension ChunkManifest {
    var audio: [AudioChunkRecord] {
        chunks.compactMap { if case .audio(let record) = $0 { record } else { nil } }
    }

    var text: [TextChunkRecord] {
        chunks.compactMap { if case .text(let record) = $0 { record } else { nil } }
    }
}

/// Debian's ffmpeg, which says what the right samples are.
enum FFmpeg {
    struct Failure: Error {
        let arguments: [String]
        let status: Int32
    }

    @discardableResult
    static func run(_ arguments: [String]) throws -> Data {
        try run(["ffmpeg", "-v", "error", "-nostdin", "-y"], arguments)
    }

    static func probe(_ arguments: [String]) throws -> String {
        String(decoding: try run(["ffprobe", "-v", "error"], arguments), as: UTF8.self)
    }

    private static func run(_ program: [String], _ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = program + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(arguments: arguments, status: process.terminationStatus)
        }
        return data
    }

    /// The first sound stream as 16-bit mono.
    ///
    /// - Parameter exactly: nothing is added or left out to fit the container's times.
    static func samples(of path: String, exactly: Bool = false) throws -> [Int16] {
        let input = exactly ? ["-i", path, "-async", "0"] : ["-i", path]
        return try run(input + ["-map", "0:a:0", "-ac", "1", "-f", "s16le", "-"]).samples
    }
}

extension Data {
    /// The bytes as 16-bit little-endian samples.
    var samples: [Int16] {
        withUnsafeBytes { bytes in
            (0..<bytes.count / 2).map {
                Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 2, as: Int16.self))
            }
        }
    }
}
