import ArgumentParser
import Foundation
import LabelServer

/// `quorum backup`: copies a data folder while its server runs.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy a data folder, also while its server runs, and check the copy.",
        discussion: """
            Copies the SQLite database as it is at one moment, then the uploads and chunks it names, and writes \
            backup.json with the SHA-256 of every file. Files in a storage of their own stay there, and are looked for. Reports and exports are left out: they can be made again. DIR \
            is written whole or not at all.
            """)

    @Option(help: ArgumentHelp("The data folder of quorum serve.", valueName: "dir"))
    var data: String

    @Option(help: ArgumentHelp("The folder to write; it must not exist.", valueName: "dir"))
    var out: String

    @Flag(help: "Print the outcome, or the error, as JSON.")
    var json = false

    func run() async throws {
        do {
            let backup = try await Backup.make(
                of: data, at: out, environment: ProcessInfo.processInfo.environment)
            print(
                json
                    ? try CommandOutput.json(Summary(backup))
                    : "Backed up \(backup.files.count) files, \(backup.bytes) bytes, to \(out)")
        } catch {
            guard let failure = CommandFailure(error) else { throw error }
            try failure.report(json: json)
        }
    }
}

/// `quorum restore`: makes a data folder of a backup.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Make a data folder of a backup, after checking all of it.",
        discussion: "Serve the folder afterwards with quorum serve --data DIR.")

    @Option(help: ArgumentHelp("The folder that quorum backup wrote.", valueName: "dir"))
    var from: String

    @Option(help: ArgumentHelp("The data folder to make; it must not exist.", valueName: "dir"))
    var data: String

    @Flag(help: "Print the outcome, or the error, as JSON.")
    var json = false

    func run() async throws {
        do {
            let backup = try await Backup.restore(
                from: from, to: data, environment: ProcessInfo.processInfo.environment)
            print(
                json
                    ? try CommandOutput.json(Summary(backup))
                    : "Restored \(backup.files.count) files, \(backup.bytes) bytes, to \(data)")
        } catch {
            guard let failure = CommandFailure(error) else { throw error }
            try failure.report(json: json)
        }
    }
}

/// What a backup holds, for programs.
private struct Summary: Encodable {
    let files: Int
    let bytes: Int64

    init(_ backup: Backup) {
        files = backup.files.count
        bytes = backup.bytes
    }
}
