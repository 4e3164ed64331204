import ArgumentParser
import Foundation
import LabelServer
import LabelStore
import MediaStorage
import QuorumCore

/// `quorum erase`: takes away who a user was, or what a person said, or a file.
struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Take away who a user was, what a person said, or a file.",
        discussion: """
            Of a user a number stays: the answers are kept under it, since labels rest on them. The record of who did \
            what loses the name too, and says so. Of a speaker or a source nothing stays but how much it was: files, \
            chunks, answers to them and their places in frozen versions go. This cannot be undone, and backups still \
            hold it.
            """)

    @OptionGroup var place: DataFolderOptions

    @Option(help: ArgumentHelp("The user's name.", valueName: "name"))
    var user: String?

    @Option(help: ArgumentHelp("Who speaks or writes: a group, as uploads name it.", valueName: "name"))
    var speaker: String?

    @Option(help: ArgumentHelp("A file's number.", valueName: "number"))
    var source: Int64?

    @Option(help: ArgumentHelp("The project of the speaker or source, by name or number.", valueName: "project"))
    var project: String?

    @Flag(help: "Do it; without this, only say what would be done.")
    var yes = false

    @Flag(help: "Print the outcome, or the error, as JSON.")
    var json = false

    func validate() throws {
        guard [user != nil, speaker != nil, source != nil].filter({ $0 }).count == 1 else {
            throw ValidationError("name one: --user, --speaker or --source.")
        }
        guard (user == nil) == (project != nil) else {
            throw ValidationError(
                user == nil ? "name the project with --project." : "--project goes with --speaker or --source.")
        }
    }

    func run() async throws {
        do {
            try await place.folder.withFiles { store, media in
                if let user {
                    try show(
                        await yes ? store.erase(userNamed: user, at: .now) : store.holdings(ofUser: user), of: user)
                } else if let project, let subject {
                    try await erase(subject, in: store.project(described: project).id, of: store, media)
                }
            }
        } catch {
            guard let failure = CommandFailure(error) else { throw error }
            try failure.report(json: json)
        }
    }

    private var subject: ErasureSubject? { speaker.map { .speaker($0) } ?? source.map { .source(SourceID($0)) } }

    private func erase(
        _ subject: ErasureSubject, in project: ProjectID, of store: LabelStore, _ media: any MediaStore
    ) async throws {
        guard yes else { return try show(await store.holdings(of: subject, in: project)) }
        let folder = URL(fileURLWithPath: place.data).standardizedFileURL.path
        let owner = MediaOwner(store: store, media: media, dataFolder: folder, place: try await store.mediaLocation())
        if let refusal = try await owner.inspect().refusal(at: media.name) { throw refusal }
        let erasure = try await store.erase(subject, in: project, by: nil, at: .now)
        try await ErasedFiles(store: store, media: media, dataFolder: folder).run()
        try show(erasure)
    }

    private func show(_ erasure: DataErasure) throws {
        if json {
            print(try CommandOutput.json(ErasureJSON(erasure)))
        } else {
            let words =
                "\(erasure.sources) sources, \(erasure.chunks) chunks, \(erasure.answers) answers, "
                + "\(erasure.predictions) predictions and \(erasure.examples) examples of frozen versions"
            print(erasure.id == nil ? "That is \(words). Say --yes to erase them." : "Erased: \(words).")
        }
    }

    private func show(_ erasure: Erasure, of user: String) throws {
        if json {
            print(try CommandOutput.json(UserOutcome(erasure, isDone: yes)))
        } else if yes {
            print("User \(erasure.user) is erased; \(erasure.answers) answers stay under that number.")
        } else {
            print(
                "\"\(user)\" is user \(erasure.user) with \(erasure.answers) answers, which would stay under that number. "
                    + "Say --yes to erase the person.")
        }
    }

    private struct UserOutcome: Encodable {
        let user: Int64
        let answers: Int
        let events: Int
        let erased: Bool

        init(_ erasure: Erasure, isDone: Bool) {
            user = erasure.user.value
            answers = erasure.answers
            events = erasure.events
            erased = isDone
        }
    }
}
