import Foundation
import Logging
import Subprocess
import _NIOFileSystem

/// What a child is told besides its arguments.
package enum ChildEnvironment {
    /// The variable with the number of the process without which a child ends by itself; else it would work on for
    /// nobody when that is killed.
    package static let parent = "QUORUM_PARENT"
}

/// Runs this program's own commands as processes.
struct ChildProgram: Sendable {
    /// What a process left behind.
    struct Result: Sendable {
        let status: TerminationStatus
        var isSuccess: Bool { status.isSuccess }
        /// Its exit code; nil when a signal ended it.
        var exitCode: Int32? { if case .exited(let code) = status { code } else { nil } }
        var endedBySignal: Bool { exitCode == nil }
        /// All it printed; the end of it, if that is long.
        let output: String
        /// The end of what it printed to the error stream.
        let errors: String
    }

    /// Time to end in order before it is killed.
    private static let patience: Duration = .seconds(5)
    private static let longestOutput = 1 << 20

    let executable: String
    let data: DataDirectory

    /// Runs a command to its end; cancelling the task ends the process.
    ///
    /// - Parameters:
    ///   - folder: takes what the process prints.
    ///   - secrets: variables of its environment, which other users of the machine cannot read, as they can arguments.
    ///   - report: told the share of the work that is done, where the command says it.
    func run(
        _ arguments: [String], in folder: String, secrets: [String: String] = [:],
        report: @escaping @Sendable (Double) -> Void = { _ in }
    ) async throws -> Result {
        let (output, errors) = ("\(folder)/output", "\(folder)/errors")
        let outputFile = try Self.create(output)
        let errorFile = try Self.create(errors)
        let progress = Task { await ChildProgress(path: errors).follow(report) }
        defer { progress.cancel() }
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: Self.patience)]
        let outcome = try await Subprocess.run(
            .path(FilePath(executable)), arguments: Arguments(arguments), environment: Self.environment(with: secrets),
            platformOptions: options, input: .none,
            output: .fileDescriptor(outputFile, closeAfterSpawningProcess: true),
            error: .fileDescriptor(errorFile, closeAfterSpawningProcess: true))
        try Task.checkCancellation()
        return try await blocking {
            Result(
                status: outcome.terminationStatus, output: try Self.end(of: output), errors: try Self.end(of: errors))
        }
    }

    /// No more than the loader and the C library need, where the speech model is, whose end is the child's too, and
    /// `secrets`: nothing secret reaches a decoder.
    private static func environment(with secrets: [String: String]) -> Environment {
        let inherited = ["PATH", "LANG", "LD_LIBRARY_PATH", "TMPDIR", "TZ", "QUORUM_SILERO"]
        let own = ProcessInfo.processInfo.environment
        let parent = [ChildEnvironment.parent: "\(ProcessInfo.processInfo.processIdentifier)"]
        let passed = own.filter { inherited.contains($0.key) }.merging(parent) { $1 }.merging(secrets) { $1 }
        return .custom(Dictionary(uniqueKeysWithValues: passed.map { (.init(stringLiteral: $0.key), $0.value) }))
    }

    private static func create(_ path: String) throws -> FileDescriptor {
        try FileDescriptor.open(
            FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
            permissions: [.ownerReadWrite])
    }

    private static func end(of path: String) throws -> String {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        let size = try file.seekToEnd()
        try file.seek(toOffset: size > UInt64(longestOutput) ? size - UInt64(longestOutput) : 0)
        return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
    }
}
