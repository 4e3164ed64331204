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

    init(_ jobs: [Job]) {
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
