import Foundation
import LabelStore
import QuorumCore
import Subprocess
import Testing

/// The databases the store runs on: SQLite always, PostgreSQL where `QUORUM_TEST_POSTGRES` holds its URL, as
/// `scripts/test.sh` sees to.
enum Database: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite, postgres

    static let available: [Database] = postgresURL == nil ? [.sqlite] : [.sqlite, .postgres]

    private static let postgresURL = ProcessInfo.processInfo.environment["QUORUM_TEST_POSTGRES"]

    var testDescription: String { rawValue }

    /// Runs `body` with the location of an empty database, which is removed afterwards.
    func withLocation<Value>(_ body: (StoreLocation) async throws -> Value) async throws -> Value {
        let name = "quorum_" + UUID().uuidString.replacing("-", with: "").lowercased()
        switch self {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appending(path: name)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            return try await body(.sqlite(path: folder.path + "/quorum.sqlite"))
        case .postgres:
            let server = Self.postgresURL!
            try await PostgresShell.run("CREATE DATABASE \(name)", at: server)
            let value: Value
            do {
                value = try await body(.postgres(url: server.replacing("///postgres?", with: "///\(name)?")))
            } catch {
                try? await PostgresShell.run("DROP DATABASE \(name) WITH (FORCE)", at: server)
                throw error
            }
            try await PostgresShell.run("DROP DATABASE \(name) WITH (FORCE)", at: server)
            return value
        }
    }

    /// Runs `body` with an open, empty store.
    func withStore(_ body: (LabelStore) async throws -> Void) async throws {
        try await withLocation { location in
            let store = try await LabelStore.open(location)
            do {
                try await body(store)
            } catch {
                await store.close()
                throw error
            }
            await store.close()
        }
    }
}

/// Makes and drops databases with PostgreSQL's own client.
enum PostgresShell {
    static func run(_ sql: String, at url: String) async throws {
        try await run(["--command=\(sql)"], at: url)
    }

    static func runFile(_ path: String, at url: String) async throws {
        try await run(["--file=\(path)", "--output=/dev/null"], at: url)
    }

    private static func run(_ arguments: [String], at url: String) async throws {
        try await Tool.run("psql", [url, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"] + arguments)
    }
}

/// Runs a program to its end. Foundation's `Process` reads beyond the names of the open files, which with a thousand of
/// them, as many tests at once have, ends the tests.
enum Tool {
    struct Failure: Error {
        let errors: String
    }

    static func run(_ name: String, _ arguments: [String]) async throws {
        let outcome = try await Subprocess.run(
            .name(name), arguments: Arguments(arguments), output: .discarded, error: .string(limit: 1 << 16))
        guard outcome.terminationStatus.isSuccess else { throw Failure(errors: outcome.standardError) }
    }
}
