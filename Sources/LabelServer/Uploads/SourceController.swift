import HTTPTypes
import Hummingbird
import QuorumCore

/// The files of a project.
struct SourceController: Sendable {
    let uploads: UploadService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.listSources, use: list)
        routes.on(.upload, use: upload)
        routes.on(.removeSource, use: remove)
    }

    private func list(_ request: Request, _ context: MemberContext) async throws -> Answer<[String: [SourceJSON]]> {
        .ok(["sources": try await uploads.sources(in: context.project).map(SourceJSON.init)])
    }

    private func upload(_ request: Request, _ context: MemberContext) async throws -> Answer<SourceJSON> {
        .created(
            SourceJSON(
                try await uploads.receive(request, into: context.project, by: context.user)))
    }

    private func remove(_ request: Request, _ context: MemberContext) async throws -> HTTPResponse.Status {
        try await uploads.remove(
            context.identifier("source"), from: context.project, by: context.user)
        return .noContent
    }
}

struct SourceJSON: Encodable, Sendable {
    let id: SourceID
    let filename: String
    let sha256: String
    let bytes: Int64
    @Nullable var kind: MediaKind?
    let state: SourceState
    @Nullable var failure: String?
    @Nullable var duration: Double?
    @Nullable var group: String?
    @Nullable var language: String?
    @Nullable var licence: String?
    @Nullable var consent: String?
    let createdAt: String

    init(_ source: Source) {
        id = source.id
        filename = source.filename
        sha256 = source.sha256
        bytes = source.bytes
        kind = source.kind
        state = source.state
        failure = source.failure
        duration = source.duration
        group = source.details.group
        language = source.details.language
        licence = source.details.licence
        consent = source.details.consent
        createdAt = source.createdAt.iso8601
    }
}
