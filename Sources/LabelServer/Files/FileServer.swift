import HTTPTypes
import Hummingbird
import _NIOFileSystem

/// Answers with files: in parts where asked for parts, not at all where the asker has them.
struct FileServer: Sendable {
    private let files = FileIO()

    /// - Parameters:
    ///   - path: a path that the server made; nothing of it is checked here.
    ///   - headers: go on top of the file's own.
    ///   - missing: what to say when it is not there.
    /// - Throws: `Problem` (404) when there is no such file, (416) when it lacks the bytes asked for.
    func response(
        to request: Request, _ context: some RequestContext, path: String, headers: HTTPFields = [:],
        missing: String = "There is no such file."
    ) async throws -> Response {
        guard let info = try await FileSystem.shared.info(forFileAt: FilePath(path)), info.type == .regular else {
            throw Problem.notFound(missing)
        }
        let modified = info.lastDataModificationTime
        let file = ServedFile(
            name: path, size: Int(info.size),
            tag: "\(String(modified.seconds, radix: 16))-\(String(modified.nanoseconds, radix: 16))-\(info.size)")
        return try await file.response(to: request, headers: headers) { range in
            guard let range else { return try await files.loadFile(path: path, context: context) }
            return try await files.loadFile(path: path, range: range, context: context)
        }
    }

    /// Whether a part of a path, as a visitor wrote it, leads neither out of its folder nor to a hidden file.
    static func isSafe(_ part: String) -> Bool {
        !part.isEmpty && !part.hasPrefix(".") && !part.contains("/") && !part.contains("\0")
    }

    private static let contentTypes = [
        "css": "text/css; charset=utf-8", "flac": "audio/flac", "html": "text/html; charset=utf-8",
        "ico": "image/x-icon", "js": "text/javascript; charset=utf-8", "json": "application/json",
        "jsonl": "application/jsonl; charset=utf-8", "md": "text/markdown; charset=utf-8", "png": "image/png",
        "svg": "image/svg+xml", "tar": "application/x-tar", "txt": "text/plain; charset=utf-8", "wav": "audio/wav",
        "woff2": "font/woff2",
    ]

    static func contentType(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        let suffix = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return contentTypes[suffix] ?? "application/octet-stream"
    }
}
