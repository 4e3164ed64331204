import Hummingbird
import QuorumCore

/// Freezing versions, and what is made of them.
struct VersionController: Sendable {
    private static let jobLimits = 1...1000
    private static let standardJobs = 200

    let versions: VersionService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.listVersions, use: list)
        routes.on(.freezeVersion, use: freeze)
        routes.on(.exportVersion, use: export)
        routes.on(.measureVersion, use: measure)
        routes.on(.listJobs, use: jobs)
        routes.on(.cancelJob, use: cancel)
    }

    private func list(_ request: Request, _ context: MemberContext) async throws -> Answer<[String: [VersionJSON]]> {
        .ok(["versions": try await versions.versions(of: context.project).map(VersionJSON.init)])
    }

    private func freeze(_ request: Request, _ context: MemberContext) async throws -> Answer<VersionJSON> {
        let draft = try await request.decode(as: VersionDraft.self, context: context)
        return .created(
            VersionJSON(try await versions.freeze(context.project, draft, by: context.user)))
    }

    private func export(_ request: Request, _ context: MemberContext) async throws -> Answer<JobJSON> {
        let input = try await request.decode(as: ExportInput.self, context: context)
        return .accepted(
            try await versions.export(
                context.word("version"), of: context.project, as: input.format, by: context.user))
    }

    private func measure(_ request: Request, _ context: MemberContext) async throws -> Answer<JobJSON> {
        .accepted(
            try await versions.measure(context.word("version"), of: context.project, by: context.user))
    }

    private func jobs(_ request: Request, _ context: MemberContext) async throws -> Answer<[String: [JobJSON]]> {
        let query = Query(request)
        let state = try query.word("state").map { try FieldRules.choice($0, field: "state", of: JobState.self) }
        let limit = try query.number("limit", in: Self.jobLimits, standard: Self.standardJobs)
        return .ok(["jobs": try await versions.jobs(in: context.project, state: state, limit: limit)])
    }

    private func cancel(_ request: Request, _ context: MemberContext) async throws -> Answer<JobJSON> {
        .ok(try await versions.cancel(context.identifier("job"), of: context.project, by: context.user))
    }
}

private struct ExportInput: Decodable {
    let format: String
}
