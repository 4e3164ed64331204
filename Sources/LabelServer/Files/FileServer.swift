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
        let size = Int(info.size)
        let modified = info.lastDataModificationTime
        let tag = "\"\(String(modified.seconds, radix: 16))-\(String(modified.nanoseconds, radix: 16))-\(size)\""
        var headers = headers
        headers[.eTag] = tag
        headers[.acceptRanges] = "bytes"
        // Kept by the browser, but asked for again each time, so that nobody sees it who may no longer.
        headers[.cacheControl] = "private, no-cache"
        if request.headers[.ifNoneMatch]?.contains(tag) == true {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = Self.contentType(of: path)
        let isSame = request.headers[.ifRange].map { $0 == tag } ?? true
        switch ByteRange(isSame ? request.headers[.range] : nil, size: size) {
        case .whole:
            return Response(
                status: .ok, headers: headers, body: try await files.loadFile(path: path, context: context))
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(size)"
            return Response(
                status: .partialContent, headers: headers,
                body: try await files.loadFile(path: path, range: range, context: context))
        case .unsatisfiable:
            var problem = Problem(.rangeNotSatisfiable, "The file has \(size) bytes; ask for some of those.")
            problem.headers[.contentRange] = "bytes */\(size)"
            throw problem
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

    private static func contentType(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        let suffix = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return contentTypes[suffix] ?? "application/octet-stream"
    }
}
