import ArgumentParser
import Foundation
import LabelServer
import OTLPTracing

/// `quorum worker`: works off jobs beside a server.
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Work on the jobs of a server: cut uploads, measure and export versions.",
        discussion: """
            Any number of workers may run, on any machine that has the database and the data folder, or a storage for \
            files and a folder of its own; each job is done by one of them, and by another if that one dies. quorum \
            serve works on jobs too unless it is started with --workers 0. What no option says is read from the variable \
            of the same name, such as QUORUM_DATA for --data, else from the file that --config or QUORUM_CONFIG names, \
            which may be that of the server. Stops in order on SIGTERM and Ctrl-C, and gives back what it is at.
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
        let configuration = try configuration()
        if work.printConfig { return SettingLine.print(configuration.lines) }
        let settings = configuration.settings(pages: nil)
        let traces = configuration.traces.settings
        let logger = WorkOptions.logger(configuration.logLevel.value, isTraced: traces != nil)
        do {
            try await TraceExport.during(traces, logger: logger) { _ in
                try await Worker.run(settings, logger: logger) {
                    print("Quorum works on jobs in \(settings.data)")
                    fflush(nil)
                }
            }
        } catch {
            try (CommandFailure(error) ?? CommandFailure("failed", "\(error)")).report(json: false)
        }
    }

    private func configuration() throws -> WorkConfiguration {
        try WorkConfiguration(
            work, data: data, database: database, workers: workers, atLeast: 1,
            environment: ProcessInfo.processInfo.environment)
    }
}
