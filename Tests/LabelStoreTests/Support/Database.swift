import Foundation
import LabelStore
import QuorumCore
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
            try PostgresShell.run("CREATE DATABASE \(name)", at: server)
            defer { try? PostgresShell.run("DROP DATABASE \(name) WITH (FORCE)", at: server) }
            return try await body(.postgres(url: server.replacing("///postgres?", with: "///\(name)?")))
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
    struct Failure: Error {
        let output: String
    }

    static func run(_ sql: String, at url: String) throws {
        try run(["--command=\(sql)"], at: url)
    }

    static func runFile(_ path: String, at url: String) throws {
        try run(["--file=\(path)", "--output=/dev/null"], at: url)
    }

    private static func run(_ arguments: [String], at url: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/psql")
        process.arguments = [url, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"] + arguments
        let output = Pipe()
        process.standardError = output
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(output: String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self))
        }
    }
}
