import ArgumentParser
import LabelStore

/// `quorum person`: lists what is kept about somebody.
struct PersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person",
        abstract: "List all that is kept about a user, or of what a person said or wrote.",
        discussion: "A JSON object a line: what it is, and its values. Times are milliseconds since 1970.")

    @OptionGroup var place: DataFolderOptions

    @Option(help: ArgumentHelp("The user's name.", valueName: "name"))
    var user: String?

    @Option(help: ArgumentHelp("Who speaks or writes: a group, as uploads name it.", valueName: "name"))
    var speaker: String?

    func validate() throws {
        guard (user == nil) != (speaker == nil) else { throw ValidationError("name one: --user or --speaker.") }
    }

    func run() async throws {
        do {
            try await place.folder.withStore { store in
                let records =
                    if let user { try await store.personalData(ofUser: user) } else {
                        try await store.personalData(ofSpeaker: speaker ?? "")
                    }
                for record in records { print(try CommandOutput.json(record)) }
            }
        } catch {
            guard let failure = CommandFailure(error) else { throw error }
            try failure.report(json: false)
        }
    }
}
