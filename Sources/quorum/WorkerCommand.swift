import ArgumentParser
import Foundation
import LabelServer
import LabelStore
import Logging
import MediaStorage

/// `quorum worker`: works off jobs beside a server.
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Work on the jobs of a server: cut uploads, measure and export versions.",
        discussion: """
            Any number of workers may run, on any machine that has the database and the data folder, or a storage for \
            files and a folder of its own; each job is done by one of them, and by another if that one dies. quorum \
            serve works on jobs too unless it is started with --workers 0. What no option says is read from \
            QUORUM_DATA, QUORUM_DATABASE, QUORUM_MEDIA, QUORUM_WORKERS, QUORUM_JOB_LEASE, QUORUM_PRIVATE_WEBHOOKS and \
            QUORUM_LOG_LEVEL. Stops in order on SIGTERM and Ctrl-C, and gives back what it is at.
            """)

    @Option(help: ArgumentHelp("The data folder of quorum serve.", valueName: "dir"))
    var data: String?

    @Option(help: ArgumentHelp("The server's PostgreSQL database, if it uses one.", valueName: "url"))
    var database: String?

    @Option(help: ArgumentHelp("How many jobs run at once (2).", valueName: "n"))
    var workers: Int?

    @OptionGroup var work: WorkOptions

    func validate() throws {
        _ = try configuration()
    }

    func run() async throws {
        let (settings, level) = try configuration()
        let logger = WorkOptions.logger(level)
        do {
            try await Worker.run(settings, logger: logger) {
                print("Quorum works on jobs in \(settings.data)")
                fflush(nil)
            }
        } catch {
            try (CommandFailure(error) ?? CommandFailure("failed", "\(error)")).report(json: false)
        }
    }

    private func configuration() throws -> (ServerSettings, Logger.Level) {
        let source = SettingSource(environment: ProcessInfo.processInfo.environment)
        let data = source.text(data, "QUORUM_DATA", standard: "quorum-data").value
        var settings = ServerSettings(
            data: URL(fileURLWithPath: data).standardizedFileURL.path,
            database: source.optional(database, StoreLocation.environmentVariable).value, pages: nil,
            executable: OwnProgram.path)
        settings.media = try source.media(work.media).value
        settings.workers = try source.number(workers, "workers", "QUORUM_WORKERS", in: 1...1000, standard: 2).value
        settings.allowsPrivateWebhooks = try source.privateWebhooks(work.privateWebhooks).value
        settings.jobLease = .seconds(try source.jobLease(work.jobLease).value)
        return (settings, try source.logLevel(work.logLevel).value)
    }
}
