import ArgumentParser
import Foundation

@main
struct Quorum: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quorum",
        abstract: "Cut recordings into chunks, label them by quorum, measure the data, export it for training.",
        subcommands: [
            ServeCommand.self, WorkerCommand.self, JobCommand.self, ProjectCommand.self, UserCommand.self,
            TokenCommand.self, VersionCommand.self, ChunkCommand.self, MeasureCommand.self, SearchCommand.self,
            ConsensusCommand.self, ExportCommand.self, ImportCommand.self, AuditCommand.self, BackupCommand.self,
            RestoreCommand.self, EraseCommand.self, PersonCommand.self, MediaCommand.self,
        ]
    )

    /// Exit codes are 0 for fine, 1 for a failed gate, 2 for bad usage or input; ArgumentParser's own for bad usage is 64.
    static func main() async {
        let parent = ParentWatch()
        defer { withExtendedLifetime(parent) {} }
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
            exit(withError: ExitCode(2))
        }
    }
}
