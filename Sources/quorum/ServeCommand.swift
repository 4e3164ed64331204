import ArgumentParser
import Foundation
import LabelServer
import Logging
import MediaStorage
import OTLPTracing

/// `quorum serve`: the labeling service.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the labeling pages and their API.",
        discussion: """
            Keeps everything in the data folder. Started on an empty one, it prints a link with which the first admin \
            is set up. Stops in order on SIGTERM and Ctrl-C. What no option says is read from the variable of the same \
            name, such as QUORUM_MAX_UPLOAD for --max-upload, else from the file that --config or QUORUM_CONFIG names, as \
            in "max-upload: 100000000". The provider's secret is QUORUM_OIDC_SECRET or oidc-secret, and has no option. \
            --print-config shows what counts.
            """)

    @Option(help: ArgumentHelp("The folder for everything; made if it is not there.", valueName: "dir"))
    var data: String?

    @Option(help: ArgumentHelp("The address to listen on (127.0.0.1).", valueName: "host"))
    var host: String?

    @Option(help: ArgumentHelp("The port to listen on (8080); 0 takes any.", valueName: "port"))
    var port: Int?

    @Option(help: ArgumentHelp("A PostgreSQL database instead of SQLite.", valueName: "url"))
    var database: String?

    @Option(name: .customLong("static"), help: ArgumentHelp("The folder of the pages.", valueName: "dir"))
    var pages: String?

    @Option(help: ArgumentHelp("The largest file that may be uploaded (2 GiB).", valueName: "bytes"))
    var maxUpload: Int64?

    @Option(help: ArgumentHelp("How long an unfinished upload waits for the rest (24).", valueName: "hours"))
    var uploadLife: Int?

    @Option(
        help: ArgumentHelp(
            "Where browsers reach the storage of --media; recordings then come from there, by addresses that work "
                + "for five minutes.", valueName: "url"))
    var mediaPublic: String?

    @Option(help: ArgumentHelp("How many jobs run at once (2); 0 leaves them to quorum worker.", valueName: "n"))
    var workers: Int?

    @OptionGroup var work: WorkOptions

    @OptionGroup var login: LoginOptions

    func validate() throws {
        let configuration = try configuration()
        if let pages = configuration.pages.value, !PagesFolder.holdsPages(pages) {
            throw ValidationError("--static \(pages) holds no index.html; name the folder of the pages.")
        }
    }

    func run() async throws {
        let configuration = try configuration()
        if work.printConfig { return SettingLine.print(configuration.lines) }
        let traces = configuration.work.traces.settings
        let logger = WorkOptions.logger(configuration.work.logLevel.value, isTraced: traces != nil)
        do {
            try await TraceExport.during(traces, logger: logger) { spans in
                try await Server.run(settings(configuration), spans: spans, logger: logger) { address in
                    print("Quorum is at \(address.url)")
                    if let link = address.setUpLink { print("Set-up link: \(link)") }
                    fflush(nil)
                }
            }
        } catch {
            try (CommandFailure(error) ?? CommandFailure("failed", "\(error)")).report(json: false)
        }
    }

    private func configuration() throws -> ServeConfiguration {
        try ServeConfiguration(self, environment: ProcessInfo.processInfo.environment)
    }

    private func settings(_ configuration: ServeConfiguration) -> ServerSettings {
        var settings = configuration.work.settings(pages: configuration.pages.value ?? PagesFolder.find())
        settings.host = configuration.host.value
        settings.port = configuration.port.value
        settings.largestUpload = configuration.maxUpload.value
        settings.uploadLife = .seconds(3600 * configuration.uploadLife.value)
        settings.openID = configuration.login.provider
        settings.allowsPasswords = !configuration.login.noPasswords.value
        return settings
    }
}

/// Where the pages are when nobody says.
private enum PagesFolder {
    /// `static` in the working directory, beside the program, or in the package the program was built from.
    static func find() -> String? {
        let program = URL(fileURLWithPath: OwnProgram.path).deletingLastPathComponent()
        let package = program.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let places = [
            FileManager.default.currentDirectoryPath + "/static", program.path + "/static",
            program.deletingLastPathComponent().path + "/share/quorum/static", package.path + "/static",
        ]
        return places.first(where: holdsPages)
    }

    static func holdsPages(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: folder + "/index.html")
    }
}
