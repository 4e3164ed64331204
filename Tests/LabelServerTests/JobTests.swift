import Foundation
import LabelServer
import Testing

/// Jobs whose process does not do what it should.
@Suite struct JobTests {
    @Test(arguments: [
        ("kill -SEGV $$", "crashed"), ("kill -KILL $$", "more processor time or memory"),
        ("exit 0", "its log says why"),
        ("echo 'error: broken' >&2; exit 2", "broken"), ("echo \"error: $2 is bad\" >&2; exit 2", "song.wav is bad"),
        ("echo '{\"error\":{\"message\":\"as told\"}}'; exit 2", "as told"),
    ])
    func failureIsToldAndEndsOnlyThatJob(script: String, reason: String) async throws {
        let program = FileManager.default.temporaryDirectory.appendingPathComponent("quorum-\(UUID().uuidString).sh")
        defer { try? FileManager.default.removeItem(at: program) }
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program.path)

        try await TestServer.run(configure: { $0.executable = program.path }, asAdmin: { admin in
            let project = try await admin.project()
            for name in ["song.wav", "other.wav"] {
                let recording = WaveFile.tones([name == "song.wav" ? 1 : 2], pause: 0.5)
                let source = try await admin.upload(recording, as: name, to: project).json
                let failed = try await admin.settledSource(source["id"].int, in: project)
                #expect(failed["state"].text == "failed")
                #expect(!failed["failure"].text.contains(admin.data))
                if name == "song.wav" { #expect(failed["failure"].text.contains(reason)) }
            }
            #expect(try await admin.get("/readyz").status == 200)
            #expect(try FileManager.default.contentsOfDirectory(atPath: admin.data + "/tmp").isEmpty)
        })
    }
}
