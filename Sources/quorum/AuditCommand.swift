import ArgumentParser
import Foundation
import LabelStore

/// `quorum audit`: the record of who did what.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Check or export the record of who did what.",
        subcommands: [Verify.self, Export.self])

    /// Where the record is.
    struct Place: ParsableArguments {
        @OptionGroup var place: DataFolderOptions

        /// Calls `body` with the open store; reports what fails.
        func use(json: Bool, _ body: (LabelStore) async throws -> Void) async throws {
            do {
                try await place.folder.withStore(body)
            } catch {
                guard let failure = CommandFailure(error) else { throw error }
                try failure.report(json: json)
            }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find every event that was changed, added or taken out.",
            discussion: """
                Each event's hash covers the one before, so a change shows. Only a hash noted elsewhere shows that \
                events were cut off the end, or that everything was written anew: note the one that is printed here, \
                and give it with --known the next time. Exits with 1 when something is wrong.
                """)

        @OptionGroup var place: Place

        @Option(help: ArgumentHelp("A hash that an event had when it was noted.", valueName: "hash"))
        var known: String?

        @Flag(help: "Print the outcome, or the error, as JSON.")
        var json = false

        func run() async throws {
            try await place.use(json: json) { store in
                let found = try await store.verifyAudit(known: known)
                if json {
                    print(try CommandOutput.json(Outcome(found)))
                } else if found.faults.isEmpty {
                    print("\(found.events) events, none changed. The last one's hash is \(found.head)")
                } else {
                    for fault in found.faults { print(fault) }
                }
                if !found.faults.isEmpty { throw ExitCode(1) }
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print all events as JSON, one a line.")

        @OptionGroup var place: Place

        func run() async throws {
            try await place.use(json: false) { store in
                var last: Int64 = 0
                while true {
                    let page = try await store.auditEvents(after: last, limit: 1000)
                    guard let end = page.last else { return }
                    last = end.sequence
                    FileHandle.standardOutput.write(Data(page.map { $0.jsonLine + "\n" }.joined().utf8))
                }
            }
        }
    }

    private struct Outcome: Encodable {
        let intact: Bool
        let events: Int64
        let head: String
        let faults: [String]

        init(_ found: AuditVerification) {
            intact = found.faults.isEmpty
            events = found.events
            head = found.head
            faults = found.faults.map(\.description)
        }
    }
}
