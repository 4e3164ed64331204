import LabelStore
import QuorumCore

/// Hands out tasks and takes answers; who may see what of a task is decided here.
struct LabelingService: Sendable {
    private static let longestAnswer = 10_000

    let store: LabelStore
    /// How long an annotator holds a task without a sign of life.
    let lease: Duration

    /// The task for this person to answer now; nil when nothing is left for them.
    func next(in project: ProjectID, for user: User) async throws -> (ServedTask, Project)? {
        let project = try await store.project(project)
        return try await store.serve(project: project.id, to: user.id, lease: lease, at: .now).map { ($0, project) }
    }

    func renew(_ assignment: AssignmentID, by user: User) async throws -> Assignment {
        try await store.renew(assignment, by: user.id, lease: lease, at: .now)
    }

    /// Gives the task back; this person is not asked it again.
    func skip(_ assignment: AssignmentID, by user: User) async throws {
        try await store.skip(assignment, by: user.id, at: .now)
    }

    func submit(_ answer: String, to assignment: AssignmentID, by user: User) async throws -> Submission {
        let answer = try FieldRules.text(answer, field: "answer", longest: Self.longestAnswer)
        guard !FieldRules.trimmed(answer).isEmpty else {
            throw Problem.invalid(
                "answer", "The answer is empty; write one, or skip the task. Where nobody speaks, write [silence].")
        }
        return try await store.submit(assignment, by: user.id, answer: answer, at: .now)
    }

    /// The recording behind a task, for those who have been asked it and for admins.
    func recording(of task: TaskID, for user: User) async throws -> AudioSpan {
        guard try await store.mayOpen(task: task, user: user.id) else {
            throw Problem.forbidden("This task was not given to you; take one from the project's page.")
        }
        guard case .audio(let span) = try await store.task(task).chunk.content else {
            throw Problem.notFound("This task is about a text; it has no recording.")
        }
        return span
    }

    /// A page of tasks with everything known about them: for admins alone.
    func tasks(in project: ProjectID, state: TaskState?, after: TaskID?, limit: Int) async throws -> [TaskDetail] {
        _ = try await store.project(project)
        return try await store.tasks(in: project, state: state, after: after, limit: limit)
    }

    func names() async throws -> [UserID: String] {
        Dictionary(uniqueKeysWithValues: try await store.users().map { ($0.id, $0.name) })
    }
}
