import LabelStore
import QuorumCore

struct AssignmentJSON: Encodable, Sendable {
    let id: AssignmentID
    let expiresAt: String

    init(_ assignment: Assignment) {
        id = assignment.id
        expiresAt = assignment.expiresAt.iso8601
    }
}

/// A task as the person sees it who is to answer it: the chunk and the question, nothing of other answers.
struct ServedTaskJSON: Encodable, Sendable {
    struct Task: Encodable, Sendable {
        let id: TaskID
        let kind: TaskKind
        let chunk: ChunkJSON
        /// Where the recording and its waveform are; none for a text.
        @Nullable var audio: String?
        @Nullable var peaks: String?

        init(_ task: LabelingTask, kind: TaskKind, content: ChunkContent) {
            id = task.id
            self.kind = kind
            chunk = ChunkJSON(content)
            if case .audio = content {
                audio = "/api/v1/tasks/\(id)/audio"
                peaks = "/api/v1/tasks/\(id)/peaks"
            }
        }
    }

    let assignment: AssignmentJSON
    let task: Task

    init(_ served: ServedTask, kind: TaskKind) {
        assignment = AssignmentJSON(served.assignment)
        task = Task(served.task, kind: kind, content: served.chunk.content)
    }
}

struct ChunkJSON: Encodable, Sendable {
    /// Of a recording, in seconds.
    var duration: Double?
    var start: Double?
    var end: Double?
    /// Of a text.
    var text: String?

    init(_ content: ChunkContent) {
        switch content {
        case .audio(let span):
            duration = span.duration
            start = span.start
            end = span.end
        case .text(let span):
            text = span.text
        }
    }
}

struct SubmissionJSON: Encodable, Sendable {
    struct Annotation: Encodable, Sendable {
        let id: AnnotationID
    }

    let annotation: Annotation
    /// For admins; an annotator would learn from it what others answered.
    let taskState: TaskState?

    init(_ submission: Submission, for user: User) {
        annotation = Annotation(id: submission.annotation.id)
        taskState = user.role == .admin ? submission.taskState : nil
    }
}
