import ArgumentParser
import Foundation
import LabelServer
import LabelStore
import MediaStorage
import QuorumCore

/// `quorum media`: the files of a service, in its data folder or a storage of their own.
struct MediaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "media",
        abstract: "Check the files of a service against its database, or move them.",
        subcommands: [MediaVerifyCommand.self, MediaMoveCommand.self, MediaClaimCommand.self])

    struct Options: ParsableArguments {
        @OptionGroup var place: DataFolderOptions

        @Flag(help: "Print the outcome, or the error, as JSON.")
        var json = false

        /// Calls `body` with the database and the files; reports what fails.
        func run(_ body: (LabelStore, any MediaStore) async throws -> Void) async throws {
            do {
                try await place.folder.withFiles(body)
            } catch {
                guard let failure = CommandFailure(error) else { throw error }
                try failure.report(json: json)
            }
        }

        var dataFolder: String { URL(fileURLWithPath: place.data).standardizedFileURL.path }

        func owner(_ store: LabelStore, _ media: any MediaStore) async throws -> MediaOwner {
            MediaOwner(store: store, media: media, dataFolder: dataFolder, place: try await store.mediaLocation())
        }
    }
}

struct MediaVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Compare the files that are kept with those the database names.",
        discussion: """
            Names every file that is missing, and counts the strays: files that nothing in the database is about, left by \
            processes that were killed; and those under keys that Quorum does not write, which are never removed. Exits \
            with 1 when a file is missing.
            """)

    @OptionGroup var options: MediaCommand.Options

    @Option(help: ArgumentHelp("Remove strays that are older than this many hours, 6 at least.", valueName: "hours"))
    var removeStrays: Int?

    func validate() throws {
        guard removeStrays.map({ (6...87_600).contains($0) }) ?? true else {
            throw ValidationError(
                "--remove-strays takes 6 to 87600 hours: younger files may be of work under way, or of a service that a "
                    + "copy of this database was made of.")
        }
    }

    func run() async throws {
        try await options.run { store, media in
            let survey = try await MediaSurvey(store, media)
            var removed = 0
            if let removeStrays {
                let finding = try await options.owner(store, media).inspect()
                if let refusal = finding.refusal(at: media.name) { throw refusal }
                guard finding == .own else {
                    throw CommandFailure(
                        "media",
                        "No mark says whose the files in \(media.name) are; if nobody else keeps files there, run quorum "
                            + "media claim, then remove strays.")
                }
                let before = Timestamp.now.advanced(by: .seconds(-3600 * removeStrays))
                let strays = StrayFiles(store: store, media: media, dataFolder: options.dataFolder)
                removed = try await strays.remove(before: before)
                try await media.removeUnfinished(before: before)
            }
            try show(survey, in: media.name, removed: removed)
            if !survey.missing.isEmpty { throw ExitCode(1) }
        }
    }

    private func show(_ survey: MediaSurvey, in place: String, removed: Int) throws {
        if options.json {
            print(
                try CommandOutput.json(
                    Outcome(
                        media: place, files: survey.files, bytes: survey.bytes, missing: survey.missing,
                        strays: survey.strays.map(\.key), removed: removed, unknown: survey.unknown)))
            return
        }
        for key in survey.missing { print("missing: \(key)") }
        print(
            "\(survey.files) files, \(survey.bytes) bytes in \(place); \(survey.missing.count) missing, "
                + "\(survey.strays.count) strays, \(removed) of them removed.")
        if let first = survey.unknown.first {
            print("\(survey.unknown.count) unknown files, such as \(first), which Quorum did not write; they stay.")
        }
    }

    private struct Outcome: Encodable {
        let media: String
        let files: Int
        let bytes: Int64
        let missing: [String]
        let strays: [String]
        let removed: Int
        let unknown: [String]
    }
}

struct MediaMoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Copy the files of a stopped service to another place, and have it use that.",
        discussion: """
            Stop all servers and workers first. What is there already with the same length is not copied again, so a move \
            that broke off is simply repeated. The files stay where they were; remove them when the service works.
            """)

    @OptionGroup var options: MediaCommand.Options

    @Option(
        help: ArgumentHelp(
            "The new place: s3://bucket/prefix, reached as the AWS_ variables say, or \"folder\" for the data folder.",
            valueName: "url"))
    var to: String

    func run() async throws {
        try await options.run { store, media in
            let settings = try MediaSettings(location: to, environment: ProcessInfo.processInfo.environment)
            let move = MediaMove(store: store, from: media, to: settings, dataFolder: options.dataFolder)
            let copied = try await move.run()
            print(
                options.json
                    ? try CommandOutput.json(["copied": copied])
                    : "Copied \(copied) files; the service keeps its files in \(settings.name) now.")
        }
    }
}
