import Foundation
import Testing

/// Starting and stopping `quorum serve`.
@Suite struct ServeCommandTests {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("quorum-\(UUID().uuidString)").path

    @Test func startsOncePerDataFolderAndStopsInOrder() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let server = try ServeProcess(data: folder)
        let port = try server.port()
        #expect(port > 0)
        #expect(server.printed.contains("/setup?token="))

        let second = try ServeProcess(data: folder).end()
        #expect(second.code == 2)
        #expect(second.errors.contains("in use by another server"))
        let samePort = try ServeProcess(data: folder + "-other", port: port).end()
        defer { try? FileManager.default.removeItem(atPath: folder + "-other") }
        #expect(samePort.code == 2)
        #expect(samePort.errors.contains("Port \(port)"))

        #expect(server.end(signal: SIGTERM).code == 0)
        let again = try ServeProcess(data: folder)
        #expect(try again.port() > 0)
        #expect(again.end(signal: SIGINT).code == 0)
    }

    @Test func sweepsWhatACrashLeft() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let first = try ServeProcess(data: folder)
        #expect(try first.port() > 0)
        _ = first.end(signal: SIGKILL)
        try Data("half".utf8).write(to: URL(fileURLWithPath: folder + "/tmp/upload-half"))
        let second = try ServeProcess(data: folder)
        #expect(try second.port() > 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/tmp").isEmpty)
        #expect(second.end(signal: SIGTERM).code == 0)
    }

    @Test func unusableAddressesAreNamed() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let unknown = try ServeProcess(data: folder, more: ["--host", "nowhere.invalid"]).end()
        #expect(unknown.code == 2)
        #expect(unknown.errors.contains("nowhere.invalid is not a known host"))
    }
}
