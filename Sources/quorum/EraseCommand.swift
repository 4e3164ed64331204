import ArgumentParser
import Foundation
import LabelStore
import QuorumCore

/// `quorum erase`: takes away who a user was.
struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Take away who a user was: name, password, tokens, memberships.",
        discussion: """
            What stays is a number: the answers are kept under it, since labels rest on them. The record of who did \
            what loses the name too, and says so. This cannot be undone, and backups still hold the name.
            """)

    @Option(help: ArgumentHelp("The data folder of quorum serve.", valueName: "dir"))
    var data: String

    @Option(
        help: ArgumentHelp(
            "PostgreSQL database, if the server uses one; or name it in QUORUM_DATABASE.", valueName: "url"))
    var database: String?

    @Option(help: ArgumentHelp("The user's name.", valueName: "name"))
    var user: String

    @Flag(help: "Do it; without this, only say what would be done.")
    var yes = false

    @Flag(help: "Print the outcome, or the error, as JSON.")
    var json = false

    func run() async throws {
        do {
            try await DataFolder(path: data, database: database).withStore { store in
                try await show(yes ? store.erase(userNamed: user, at: now) : store.holdings(ofUser: user))
            }
        } catch {
            guard let failure = CommandFailure(error) else { throw error }
            try failure.report(json: json)
        }
    }

    private var now: Timestamp { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    private func show(_ erasure: Erasure) throws {
        if json {
            print(try CommandOutput.json(Outcome(erasure, isDone: yes)))
        } else if yes {
            print("User \(erasure.user) is erased; \(erasure.answers) answers stay under that number.")
        } else {
            print(
                "\"\(user)\" is user \(erasure.user) with \(erasure.answers) answers, which would stay under that number. "
                    + "Say --yes to erase the person.")
        }
    }

    private struct Outcome: Encodable {
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
