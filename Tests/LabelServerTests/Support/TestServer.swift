import Foundation
import Hummingbird
import HummingbirdTesting
import LabelServer
import LabelStore
import Logging
import MediaStorage

/// A server on an empty data folder, with its jobs, on a port of its own.
struct TestServer {
    static let adminPassword = "correct horse battery"

    /// Calls `body` with somebody who has done nothing yet, and the token for the set-up.
    static func run(
        configure: (inout ServerSettings) -> Void = { _ in },
        _ body: @Sendable (Caller, _ setUpToken: String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("quorum-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let pages = folder.appendingPathComponent("static")
        try FileManager.default.createDirectory(at: pages, withIntermediateDirectories: true)
        try Data("<!doctype html><title>Projects</title>".utf8).write(to: pages.appendingPathComponent("index.html"))
        try Data("body { margin: 0 }".utf8).write(to: pages.appendingPathComponent("site.css"))

        var settings = ServerSettings(
            data: folder.appendingPathComponent("data").path, port: 0, pages: pages.path, executable: executable)
        settings.passwordCost = PasswordCost(logRounds: 4, blockSize: 8, parallelism: 1)
        configure(&settings)
        let fixed = settings
        try Server.prepare(fixed)
        let store = try await LabelStore.open(fixed.location)
        let setUp = SetupService(store: store, dataFolder: fixed.data)
        let token = try await setUp.openIfEmpty() ?? ""
        var logger = Logger(label: "test") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        let application = buildApplication(
            fixed, store: store, media: FolderMedia(path: fixed.data), setUp: setUp, logger: logger)
        do {
            try await application.test(.live) { live in
                // The client at hand gives up after seconds, which a busy machine may take.
                let client = TestClient(
                    host: "localhost", port: live.port ?? 0, configuration: .init(timeout: .seconds(300)))
                client.connect()
                do {
                    try await body(Caller(client: client, data: fixed.data), token)
                } catch {
                    try? await client.shutdown()
                    throw error
                }
                try await client.shutdown()
            }
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }

    /// The same with an admin, who has done the set-up.
    static func run(
        configure: (inout ServerSettings) -> Void = { _ in }, asAdmin body: @Sendable (Caller) async throws -> Void
    ) async throws {
        try await run(configure: configure) { visitor, token in
            let answer = try await visitor.post(
                "setup", ["token": .text(token), "name": "Ada", "password": .text(adminPassword)])
            try await body(visitor.with(token: answer.json["token"].text))
        }
    }

    /// The `quorum` program, which is built beside the tests.
    static var executable: String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/quorum"
        let besideTests = URL(fileURLWithPath: own).deletingLastPathComponent().path + "/quorum"
        return FileManager.default.isExecutableFile(atPath: besideTests) ? besideTests : beside
    }
}
