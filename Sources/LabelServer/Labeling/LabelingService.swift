import LabelStore
import QuorumCore

/// Hands out tasks and takes answers; who may see what of a task is decided here.
struct LabelingService: Sendable {
    private static let longestAnswer = 100_000

    let store: LabelStore
    /// How long an annotator holds a task without a sign of life.
    let lease: Duration

    /// How many tasks somebody may hold: the one they answer, and the next.
    static let held = 1...2

    /// The tasks for this person to answer now and next; empty when nothing is left for them.
    func take(_ count: Int, in project: ProjectID, for user: User) async throws -> [ServedTask] {
        try await store.serve(project: project, to: user.id, serving(count), at: .now)
    }

    func renew(_ assignment: AssignmentID, by user: User) async throws -> Assignment {
        try await store.renew(assignment, by: user.id, lease: lease, at: .now)
    }

    /// Gives the task back; this person is not asked it again.
    func skip(_ assignment: AssignmentID, by user: User) async throws {
        try await store.skip(assignment, by: user.id, at: .now)
    }

    /// - Parameter count: how many tasks to hold afterwards; 0 for none.
    func submit(
        _ answer: String, to assignment: AssignmentID, by user: User, taking count: Int
    ) async throws -> Submission {
        let answer = try FieldRules.text(answer, field: "answer", longest: Self.longestAnswer)
        guard !FieldRules.trimmed(answer).isEmpty else {
            throw Problem.invalid(
                "answer", "The answer is empty; write one, or skip the task. Where nobody speaks, write [silence].")
        }
        guard (0...Self.held.upperBound).contains(count) else {
            throw Problem.invalid("take", "The field \"take\" is \(count); ask for 0, 1 or 2 tasks.")
        }
        return try await store.submit(
            assignment, by: user.id, answer: answer, serving: count == 0 ? nil : serving(count), at: .now)
    }

    private func serving(_ count: Int) -> Serving {
        Serving(lease: lease, isAhead: count > 1)
    }

    /// The recording behind a task, for those who have been asked it and those who may see results.
    func recording(of task: TaskID, for user: User, as role: ProjectRole) async throws -> AudioSpan {
        let isOpen = if role.may(.results) { true } else { try await store.wasGiven(task, to: user.id) }
        guard isOpen else {
            throw Problem.forbidden("This task was not given to you; take one from the project's page.")
        }
        guard case .audio(let span) = try await store.task(task).chunk.content else {
            throw Problem.notFound("This task is about a text; it has no recording.")
        }
        return span
    }

    /// A page of tasks with everything known about them: for those who may see results.
    func tasks(
        in project: ProjectID, state: TaskState?, after: TaskID?, limit: Int
    ) async throws -> (Project, [TaskDetail]) {
        let project = try await store.project(project)
        return (project, try await store.tasks(in: project.id, state: state, after: after, limit: limit))
    }

    func names() async throws -> UserNames { try await store.userNames() }
}
