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
        let program = try Program(script)
        defer { program.remove() }
        try await TestServer.run(
            configure: {
                $0.executable = program.path
                $0.jobRetryPause = .milliseconds(1)
            },
            asAdmin: { admin in
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

    /// A server that waited for its child would need ten minutes.
    @Test(.timeLimit(.minutes(15))) func stopEndsWhatRuns() async throws {
        let program = try Program("echo $$ > \"$0.process\"; exec sleep 600")
        defer { program.remove() }
        try await TestServer.run(
            configure: { $0.executable = program.path },
            asAdmin: { admin in
                let project = try await admin.project()
                _ = try await admin.upload(WaveFile.tones([1], pause: 0.5), as: "a.wav", to: project)
                while program.process == nil { try await Task.sleep(for: .milliseconds(20)) }
            })
        let process = try #require(program.process)
        #expect(kill(process, 0) == -1 && errno == ESRCH)
    }

    /// Its own process would need ten minutes.
    @Test(.timeLimit(.minutes(15))) func cancelledJobEnds() async throws {
        let program = try Program("echo 'progress 0.25' >&2; echo $$ > \"$0.process\"; exec sleep 600")
        defer { program.remove() }
        try await TestServer.run(
            configure: {
                $0.executable = program.path
                $0.workers = 1
            },
            asAdmin: { admin in
                let project = try await admin.project()
                for (name, tones) in [("a.wav", 1), ("b.wav", 2)] {
                    let recording = WaveFile.tones([Double](repeating: 1, count: tones), pause: 0.5)
                    #expect(try await admin.upload(recording, as: name, to: project).status == 201)
                }
                func jobs() async throws -> [JSON] {
                    try await admin.get("projects/\(project)/jobs").json["jobs"].list.reversed()
                }
                while try await jobs()[0]["progress"].number != 0.25 { try await Task.sleep(for: .milliseconds(20)) }
                let (running, waiting) = (try await jobs()[0], try await jobs()[1])
                #expect([running["state"], running["stage"], running["attempt"]] == ["running", "cutting", 1])
                #expect([waiting["state"], waiting["progress"]] == ["queued", 0])
                for job in [waiting, running] {
                    let path = "projects/\(project)/jobs/\(job["id"].int)"
                    #expect(try await admin.delete(path).json["state"] == "cancelled")
                    #expect(try await admin.delete(path).status == 409)
                }
                let process = try #require(program.process)
                while kill(process, 0) == 0 { try await Task.sleep(for: .milliseconds(20)) }
                let sources = try await admin.get("projects/\(project)/sources").json["sources"].list
                #expect(sources.map { $0["state"] } == ["failed", "failed"])
                #expect(sources.map { $0["failure"] } == ["It was cancelled.", "It was cancelled."])
                #expect(try await jobs().map { $0["state"] } == ["cancelled", "cancelled"])
                for source in sources {
                    let path = "projects/\(project)/sources/\(source["id"].int)"
                    #expect(try await admin.delete(path).status == 204)
                }
            })
    }
}

/// A shell script in place of the `quorum` program.
private struct Program {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("quorum-\(UUID().uuidString).sh").path

    init(_ script: String) throws {
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }

    /// The number of the process, if the script wrote it down.
    var process: pid_t? {
        (try? String(contentsOfFile: path + ".process", encoding: .utf8)).flatMap { text in
            pid_t(text.prefix { $0.isNumber })
        }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
        try? FileManager.default.removeItem(atPath: path + ".process")
    }
}
