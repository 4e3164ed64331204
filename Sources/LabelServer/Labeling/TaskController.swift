import HTTPTypes
import Hummingbird
import MediaStorage
import QuorumCore

/// Tasks: their recordings for those who answer them, everything about them for those who may see results.
struct TaskController: Sendable {
    private static let pageLimits = 1...500
    private static let standardPage = 50

    let labeling: LabelingService
    let files: MediaServer

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.taskAudio, use: audio)
        routes.on(.taskPeaks, use: peaks)
        routes.on(.listTasks, use: list)
    }

    private func audio(_ request: Request, _ context: MemberContext) async throws -> Response {
        let span = try await labeling.recording(of: context.identifier("task"), for: context.user, as: context.role)
        return try await files.response(
            to: request, context, key: MediaKey.chunk(span.mediaKey), redirectingBrowsers: true)
    }

    private func peaks(_ request: Request, _ context: MemberContext) async throws -> Response {
        let span = try await labeling.recording(of: context.identifier("task"), for: context.user, as: context.role)
        return try await files.response(to: request, context, key: MediaKey.chunk(span.peaksKey))
    }

    private func list(_ request: Request, _ context: MemberContext) async throws -> Answer<TaskPageJSON> {
        let query = Query(request)
        let limit = try query.number("limit", in: Self.pageLimits, standard: Self.standardPage)
        let state = try query.word("state").map { try FieldRules.choice($0, field: "state", of: TaskState.self) }
        let (project, tasks) = try await labeling.tasks(
            in: context.project, state: state, after: query.task("after"), limit: limit)
        return .ok(try TaskPageJSON(tasks, of: project, limit: limit, names: try await labeling.names()))
    }
}

extension AudioSpan {
    /// Key of the chunk's waveform, which lies beside its recording.
    var peaksKey: String {
        guard let point = mediaKey.lastIndex(of: ".") else { return mediaKey + ".peaks.json" }
        return mediaKey[..<point] + ".peaks.json"
    }
}
