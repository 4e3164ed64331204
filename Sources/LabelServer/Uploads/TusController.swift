import HTTPTypes
import Hummingbird
import QuorumCore

/// Uploads by tus 1.0: the protocol's headers around `ResumableUploads`.
struct TusController: Sendable {
    let uploads: ResumableUploads

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.uploadProtocol, use: options)
        routes.on(.beginUpload, use: begin)
        routes.on(.showUpload, use: show)
        routes.on(.continueUpload, use: proceed)
        routes.on(.endUpload, use: end)
    }

    /// The same for every project, also for one that is not there.
    private func options(_ request: Request, _ context: VisitorContext) throws -> Response {
        _ = try context.identifier("project", ProjectID.self)
        return Response(
            status: .noContent,
            headers: [
                .tusResumable: Tus.version, .tusVersion: Tus.version, .tusExtension: Tus.extensions,
                .tusMaxSize: "\(uploads.limit.bytes)",
                .tusChecksumAlgorithm: TusChecksum.Algorithm.allCases.map(\.rawValue).joined(separator: ","),
            ])
    }

    private func begin(_ request: Request, _ context: MemberContext) async throws -> Response {
        try Tus.checkVersion(request)
        let length = try Tus.number(.uploadLength, of: request)
        let upload = try await uploads.begin(
            length: length, words: Tus.metadata(of: request), in: context.project, by: context.user)
        var headers = Self.headers(of: upload)
        headers[.location] = "/api/v1/projects/\(upload.project)/uploads/\(upload.id)"
        return Response(status: .created, headers: headers)
    }

    /// HEAD, which tus asks with, is answered from this too.
    private func show(_ request: Request, _ context: MemberContext) async throws -> Response {
        if request.method == .head { try Tus.checkVersion(request) }
        let upload = try await uploads.upload(context.identifier("upload"), in: context.project, of: context.user)
        var response = try context.responseEncoder.encode(UploadJSON(upload), from: request, context: context)
        for field in Self.headers(of: upload) { response.headers[field.name] = field.value }
        return response
    }

    private func proceed(_ request: Request, _ context: MemberContext) async throws -> Response {
        try Tus.checkVersion(request)
        guard request.headers[.contentType] == Tus.media else {
            throw Problem(.unsupportedMediaType, "Send the bytes with the header Content-Type: \(Tus.media).")
        }
        let upload = try await uploads.append(
            request, at: Tus.number(.uploadOffset, of: request),
            checksum: TusChecksum(request.headers[.uploadChecksum]),
            to: context.identifier("upload"), in: context.project, by: context.user)
        return Response(status: .noContent, headers: Self.headers(of: upload))
    }

    private func end(_ request: Request, _ context: MemberContext) async throws -> HTTPResponse.Status {
        try Tus.checkVersion(request)
        try await uploads.terminate(context.identifier("upload"), in: context.project, by: context.user)
        return .noContent
    }

    private static func headers(of upload: Upload) -> HTTPFields {
        [
            .uploadOffset: "\(upload.offset)", .uploadLength: "\(upload.length)",
            .uploadExpires: upload.expiresAt.httpDate,
            .cacheControl: "no-store",
        ]
    }
}

struct UploadJSON: Encodable, Sendable {
    let id: UploadID
    let filename: String
    let length: Int64
    let offset: Int64
    @Nullable var source: SourceID?
    let expiresAt: String

    init(_ upload: Upload) {
        id = upload.id
        filename = upload.filename
        length = upload.length
        offset = upload.offset
        source = upload.source
        expiresAt = upload.expiresAt.iso8601
    }
}
