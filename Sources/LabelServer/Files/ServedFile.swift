import HTTPTypes
import Hummingbird

/// What an answer with a file needs to know of it.
struct ServedFile: Sendable {
    /// Its last part tells the type.
    let name: String
    let size: Int
    /// Another one for other bytes; without quotation marks.
    let tag: String

    /// The file, the part of it that was asked for, or nothing where the asker has it.
    ///
    /// - Parameter body: makes the body of the bytes in a range, nil for all.
    /// - Throws: `Problem` (416) when it lacks the bytes asked for.
    func response(
        to request: Request, headers: HTTPFields, body: (ClosedRange<Int>?) async throws -> ResponseBody
    ) async throws -> Response {
        let tag = "\"\(tag)\""
        var headers = headers
        headers[.eTag] = tag
        headers[.acceptRanges] = "bytes"
        // Kept by the browser, but asked for again each time, so that nobody sees it who may no longer.
        headers[.cacheControl] = "private, no-cache"
        if request.headers[.ifNoneMatch]?.contains(tag) == true {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = FileServer.contentType(of: name)
        let isSame = request.headers[.ifRange].map { $0 == tag } ?? true
        switch ByteRange(isSame ? request.headers[.range] : nil, size: size) {
        case .whole: return Response(status: .ok, headers: headers, body: try await body(nil))
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(size)"
            return Response(status: .partialContent, headers: headers, body: try await body(range))
        case .unsatisfiable:
            var problem = Problem(.rangeNotSatisfiable, "The file has \(size) bytes; ask for some of those.")
            problem.headers[.contentRange] = "bytes */\(size)"
            throw problem
        }
    }
}
