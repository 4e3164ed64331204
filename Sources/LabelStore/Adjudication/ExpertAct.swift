package import QuorumCore

/// What an expert wants done about a contested task.
package struct ExpertAct: Sendable {
    package enum Verdict: Sendable {
        /// The answer is right as it stands.
        case choose(AnnotationID)
        /// None is; this is.
        case write(String)
        /// More people are asked; nil: as few as could settle it.
        case moreVotes(Int?)
        case discard
    }

    package let verdict: Verdict
    /// Of the project's kinds of error.
    package let errors: [String]
    package let note: String

    package init(_ verdict: Verdict, errors: [String] = [], note: String = "") {
        self.verdict = verdict
        self.errors = errors
        self.note = note
    }
}

/// What came of an expert's act.
package struct AdjudicationOutcome: Sendable, Hashable {
    package let adjudication: Adjudication
    /// Still contested while another expert's word is missing.
    package let taskState: TaskState
}

/// A contested task as an expert sees it.
package struct ContestedTask: Sendable, Hashable {
    package let detail: TaskDetail
    /// What experts did about it, in order; others' decisions only once one has given one's own.
    package let acts: [Adjudication]
    /// How many experts have given a decision that stands.
    package let opinions: Int
}
