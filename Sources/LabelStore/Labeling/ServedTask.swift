package import QuorumCore

/// A task as it is handed to an annotator.
package struct ServedTask: Sendable, Hashable {
    package let assignment: Assignment
    package let kind: TaskKind
    package let task: LabelingTask
    package let chunk: Chunk
    package let source: Source
    /// What a model says, to begin the answer with, where the project shows that.
    package let suggestion: String?
}

/// What became of an answer.
package struct Submission: Sendable, Hashable {
    package let annotation: Annotation
    /// The task's state with this answer counted.
    package let taskState: TaskState
    /// What comes next, where it was asked for: the task to answer now and the one after it.
    package let served: [ServedTask]
    /// What would have been right, of a gold task in a project that says so.
    package let feedback: GoldFeedback?
}

/// A task with everything known about it.
package struct TaskDetail: Sendable, Hashable {
    package let task: LabelingTask
    package let chunk: Chunk
    package let source: Source
    /// In the order they came.
    package let annotations: [Annotation]
    package let consensus: ConsensusLabel?
}
