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
        /// What a model says, to begin the answer with; left out where the project does not show that.
        let suggestion: String?

        init(_ task: LabelingTask, kind: TaskKind, content: ChunkContent, suggestion: String?) {
            self.suggestion = suggestion
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

    init(_ served: ServedTask) {
        assignment = AssignmentJSON(served.assignment)
        task = Task(served.task, kind: served.kind, content: served.chunk.content, suggestion: served.suggestion)
    }
}

/// The task to answer now and, where it was asked for, the one after it.
struct ServedJSON: Encodable, Sendable {
    let assignment: AssignmentJSON
    let task: ServedTaskJSON.Task
    /// Left out where only one was asked for.
    let next: Nullable<ServedTaskJSON>?

    /// - Parameter count: how many were asked for.
    /// - Returns: nil when nothing is left.
    init?(_ served: [ServedTask], of count: Int) {
        guard let first = served.first.map(ServedTaskJSON.init) else { return nil }
        assignment = first.assignment
        task = first.task
        next = count > 1 ? Nullable(wrappedValue: served.dropFirst().first.map(ServedTaskJSON.init)) : nil
    }
}

struct ChunkJSON: Encodable, Sendable {
    /// Of a recording, in seconds.
    var duration: Double?
    var start: Double?
    var end: Double?
    /// Of a text; of a pair, what both texts respond to.
    var text: String?
    /// Of a pair, the texts to compare.
    var a: String?
    var b: String?

    init(_ content: ChunkContent) {
        switch content {
        case .audio(let span):
            duration = span.duration
            start = span.start
            end = span.end
        case .text(let span):
            text = span.text
            a = span.pair?.a
            b = span.pair?.b
        }
    }
}

struct SubmissionJSON: Encodable, Sendable {
    struct Annotation: Encodable, Sendable {
        let id: AnnotationID
    }

    struct Feedback: Encodable, Sendable {
        let right: Bool
        /// The right one, as it is stored.
        let answer: String
    }

    let annotation: Annotation
    /// For those who may see results; an annotator would learn from it what others answered.
    let taskState: TaskState?
    /// What would have been right, of a gold task in a project that says so.
    let feedback: Feedback?
    /// What comes next; left out where it was not asked for.
    let served: Nullable<ServedJSON>?

    /// - Parameter taken: how many tasks were asked for.
    init(_ submission: Submission, for role: ProjectRole, taken: Int) {
        annotation = Annotation(id: submission.annotation.id)
        served = taken > 0 ? Nullable(wrappedValue: ServedJSON(submission.served, of: taken)) : nil
        taskState = role.may(.results) ? submission.taskState : nil
        feedback = submission.feedback.map { Feedback(right: $0.isRight, answer: $0.answer) }
    }
}
