import Foundation
import LabelStore
import QuorumCore

/// What is under way in a project.
struct JobsNews: Encodable {
    struct Running: Encodable {
        let id: JobID
        let kind: JobKind
        let stage: JobStage?
        let progress: Double
    }

    let running: [Running]
    let queued: Int
    /// The newest job of all, ended or not: a job that begins and ends between two looks is news too.
    let newest: JobID?

    /// - Parameter jobs: those that wait or run.
    init(_ jobs: [Job], newest: JobID?) {
        self.newest = newest
        running = jobs.filter { $0.state == .running }.map {
            Running(id: $0.id, kind: $0.kind, stage: $0.stage, progress: $0.progress)
        }
        queued = jobs.count - running.count
    }
}

/// How much of what a project has, without names.
struct ProgressNews: Encodable {
    let sources: [String: Int]
    let tasks: [String: Int]
    let annotations: Int

    init(_ counts: ProjectCounts) {
        sources = ProgressJSON.counts(counts.sources)
        tasks = ProgressJSON.counts(counts.tasks)
        annotations = counts.annotations
    }
}
