import ArgumentParser
import Foundation
import LabelServer
import LabelStore
import QuorumCore

/// `quorum job`: what workers are at.
struct JobCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "job", abstract: "Show the jobs of a server, or cancel one.",
        subcommands: [JobListCommand.self, JobCancelCommand.self])
}

/// Where the jobs are, and how to print them.
struct JobOptions: ParsableArguments {
    @OptionGroup var place: DataFolderOptions

    @Flag(help: "Print JSON.")
    var json = false

    /// Calls `body` with the open database, and prints the jobs it gives.
    func show(_ body: (LabelStore) async throws -> [Job]) async throws {
        do {
            let jobs = try await place.folder.withStore(body)
            for job in jobs { print(json ? try CommandOutput.json(Line(job)) : Line(job).text) }
        } catch {
            guard let failure = CommandFailure(error) else { throw error }
            try failure.report(json: json)
        }
    }

    private struct Line: Encodable {
        let id: Int64
        let project: Int64
        let kind: String
        let state: String
        let stage: String?
        let progress: Double
        let attempt: Int
        let failure: String?

        init(_ job: Job) {
            id = job.id.value
            project = job.project.value
            kind = job.kind.rawValue
            state = job.state.rawValue
            stage = job.stage?.rawValue
            progress = job.progress
            attempt = job.attempt
            failure = job.failure
        }

        var text: String {
            let work = stage.map { ", \($0) \(Int(progress * 100)) %" } ?? ""
            let reason = failure.map { ": \($0)" } ?? ""
            return "job \(id) of project \(project), \(kind), \(state)\(work)\(reason)"
        }
    }
}

struct JobListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the jobs that wait or run, the oldest first.")

    @OptionGroup var options: JobOptions

    func run() async throws {
        try await options.show { store in try await store.unfinishedJobs() }
    }
}

struct JobCancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Cancel a job that waits or runs.",
        discussion:
            "Whoever works on it stops within seconds. An upload that was to be cut can be removed or sent again.")

    @Argument(help: "The job's number.")
    var job: Int64

    @OptionGroup var options: JobOptions

    func run() async throws {
        try await options.show { store in
            return [try await store.cancelJob(JobID(job), in: nil, by: nil, at: .now)]
        }
    }
}
