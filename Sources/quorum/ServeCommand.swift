import ArgumentParser
import Foundation
import LabelServer
import Logging

/// `quorum serve`: the labeling service.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the labeling pages and their API.",
        discussion: """
            Keeps everything in the data folder. Started on an empty one, it prints a link with which the first admin \
            is set up. Stops in order on SIGTERM and Ctrl-C.
            """)

    @Option(help: ArgumentHelp("The folder for everything; made if it is not there.", valueName: "dir"))
    var data = "quorum-data"

    @Option(help: ArgumentHelp("The address to listen on.", valueName: "host"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("The port to listen on; 0 takes any.", valueName: "port"))
    var port = 8080

    @Option(
        help: ArgumentHelp("A PostgreSQL database instead of SQLite; or name it in QUORUM_DATABASE.", valueName: "url"))
    var database: String?

    @Option(name: .customLong("static"), help: ArgumentHelp("The folder of the pages.", valueName: "dir"))
    var pages: String?

    @Option(help: ArgumentHelp("The largest file that may be uploaded.", valueName: "bytes"))
    var maxUpload: Int64 = 2 << 30

    @Option(help: ArgumentHelp("How many jobs run at once.", valueName: "n"))
    var jobs = 2

    @Option(
        help: ArgumentHelp("How much to log: debug, info, notice, warning or error.", valueName: "level"),
        transform: logLevel)
    var logLevel = Logger.Level.notice

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port \(port) is out of range; give 0 to 65535.")
        }
        guard maxUpload > 0 else { throw ValidationError("--max-upload \(maxUpload) is out of range; give 1 or more.") }
        guard jobs > 0 else { throw ValidationError("--jobs \(jobs) is out of range; give 1 or more.") }
        if let pages, !PagesFolder.holdsPages(pages) {
            throw ValidationError("--static \(pages) holds no index.html; name the folder of the pages.")
        }
    }

    func run() async throws {
        var logger = Logger(label: "quorum") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = logLevel
        do {
            try await Server.run(settings, logger: logger) { address in
                print("Quorum is at \(address.url)")
                if let link = address.setUpLink { print("Set-up link: \(link)") }
                fflush(nil)
            }
        } catch {
            try (CommandFailure(error) ?? CommandFailure("failed", "\(error)")).report(json: false)
        }
    }

    private static func logLevel(_ text: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: text) else {
            throw ValidationError("it is not one of debug, info, notice, warning, error")
        }
        return level
    }

    private var settings: ServerSettings {
        var settings = ServerSettings(
            data: URL(fileURLWithPath: data).standardizedFileURL.path,
            database: database ?? DataFolder.databaseOfEnvironment, host: host, port: port,
            pages: pages ?? PagesFolder.find(), executable: PagesFolder.executable)
        settings.largestUpload = maxUpload
        settings.jobs = jobs
        return settings
    }
}

/// Where the pages are when nobody says.
private enum PagesFolder {
    /// This program's own file.
    static var executable: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }

    /// `static` in the working directory, beside the program, or in the package the program was built from.
    static func find() -> String? {
        let program = URL(fileURLWithPath: executable).deletingLastPathComponent()
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
