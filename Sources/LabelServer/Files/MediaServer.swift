import HTTPTypes
import Hummingbird
import MediaStorage

/// Answers with kept files, wherever they are kept. Who may see one is decided before.
struct MediaServer: Sendable {
    /// How long an address at the storage works: as long as a player may take to ask for the next part.
    private static let addressLife: Duration = .seconds(300)

    let media: any MediaStore
    let files: FileServer

    /// - Parameters:
    ///   - headers: go on top of the file's own.
    ///   - redirectingBrowsers: sends a browser to the storage, if that is open to browsers.
    ///   - missing: what to say when it is not there.
    /// - Throws: `Problem` (404) when there is no such file, (416) when it lacks the bytes asked for; `MediaError`.
    func response(
        to request: Request, _ context: some RequestContext, key: String, headers: HTTPFields = [:],
        redirectingBrowsers: Bool = false, missing: String = "There is no such file."
    ) async throws -> Response {
        // Programs would take their token along.
        if redirectingBrowsers, request.headers[.fetchMode] != nil,
            let address = media.address(of: key, for: Self.addressLife, type: FileServer.contentType(of: key))
        {
            return Response(status: .temporaryRedirect, headers: [.location: address, .cacheControl: "no-store"])
        }
        guard media.isRemote else {
            guard case .file(let path) = try await media.content(of: key) else { throw Problem.notFound(missing) }
            return try await files.response(to: request, context, path: path, headers: headers, missing: missing)
        }
        guard let entry = try await media.entry(key) else { throw Problem.notFound(missing) }
        let file = ServedFile(name: key, size: Int(entry.bytes), tag: entry.tag)
        return try await file.response(to: request, headers: headers) { range in
            guard request.method != .head, case .stream(let stream) = try await media.content(of: key, range: range)
            else { return ResponseBody(contentLength: range?.count ?? file.size) { try await $0.finish(nil) } }
            return ResponseBody(contentLength: range?.count ?? file.size) { writer in
                for try await part in stream { try await writer.write(part) }
                try await writer.finish(nil)
            }
        }
    }
}

extension HTTPField.Name {
    /// Of browsers alone (W3C Fetch Metadata Request Headers).
    fileprivate static let fetchMode = Self("Sec-Fetch-Mode")!
}
