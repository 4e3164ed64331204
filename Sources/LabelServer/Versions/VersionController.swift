import Hummingbird
import QuorumCore

/// Freezing versions, and what is made of them.
struct VersionController: Sendable {
    private static let jobLimits = 1...1000
    private static let standardJobs = 200

    let versions: VersionService

    func addRoutes(admins: RouterGroup<AdminContext>) {
        admins.get("projects/:project/versions", use: list)
        admins.post("projects/:project/versions", use: freeze)
        admins.post("projects/:project/versions/:version/exports", use: export)
        admins.post("projects/:project/versions/:version/report", use: measure)
        admins.get("projects/:project/jobs", use: jobs)
    }

    private func list(_ request: Request, _ context: AdminContext) async throws -> Answer<[String: [VersionJSON]]> {
        .ok(["versions": try await versions.versions(of: context.identifier("project")).map(VersionJSON.init)])
    }

    private func freeze(_ request: Request, _ context: AdminContext) async throws -> Answer<VersionJSON> {
        let draft = try await request.decode(as: VersionDraft.self, context: context)
        return .created(
            VersionJSON(try await versions.freeze(context.identifier("project"), draft, by: context.user)))
    }

    private func export(_ request: Request, _ context: AdminContext) async throws -> Answer<JobJSON> {
        let input = try await request.decode(as: ExportInput.self, context: context)
        return .accepted(
            try await versions.export(
                context.word("version"), of: context.identifier("project"), as: input.format, by: context.user))
    }

    private func measure(_ request: Request, _ context: AdminContext) async throws -> Answer<JobJSON> {
        .accepted(
            try await versions.measure(context.word("version"), of: context.identifier("project"), by: context.user))
    }

    private func jobs(_ request: Request, _ context: AdminContext) async throws -> Answer<[String: [JobJSON]]> {
        let limit = try Query(request).number("limit", in: Self.jobLimits, standard: Self.standardJobs)
        return .ok(["jobs": try await versions.jobs(in: context.identifier("project"), limit: limit)])
    }
}

private struct ExportInput: Decodable {
    let format: String
}
