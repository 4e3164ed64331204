import Foundation
import HTTPTypes
import LabelServer
import Testing

@Suite struct UploadTests {
    @Test func emptyFileLeavesNothingBehind() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let reply = try await admin.upload([], as: "nothing.wav", to: project)
            #expect(reply.status == 422)
            #expect(reply.detail.contains("empty"))
            #expect(try await admin.get("projects/\(project)/sources").json["sources"].list.isEmpty)
            #expect(try files(in: admin.data + "/blobs").isEmpty)
            #expect(try files(in: admin.data + "/tmp").isEmpty)
        })
    }

    @Test func textNamedAsRecordingFailsWithItsReason() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let text = Array(String(repeating: "This is no recording. ", count: 100).utf8)
            let reply = try await admin.upload(text, as: "speech.mp3", to: project)
            #expect(reply.status == 201)
            let source = try await admin.settledSource(reply.json["id"].int, in: project)
            #expect(source["state"].text == "failed")
            #expect(source["failure"].text.contains("speech.mp3"))
            #expect(!source["failure"].text.contains(admin.data))
            let jobs = try await admin.get("projects/\(project)/jobs").json["jobs"]
            #expect(jobs[0]["state"].text == "failed")
            #expect(jobs[0]["failure"] == source["failure"])
            #expect(try files(in: admin.data + "/tmp").isEmpty)
            #expect(try files(in: admin.data + "/blobs").isEmpty)

            // It can be sent again, or taken off the list.
            #expect(try await admin.upload(text, as: "speech.mp3", to: project).json["id"] == source["id"])
            _ = try await admin.settledSource(source["id"].int, in: project)
            #expect(try await admin.delete("projects/\(project)/sources/\(source["id"].int)").status == 204)
            #expect(try await admin.get("projects/\(project)/sources").json["sources"].list.isEmpty)
        })
    }

    @Test func sourceWithTasksStays() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.projectWithTasks()
            let reply = try await admin.delete("projects/\(project)/sources/1")
            #expect(reply.status == 409)
            #expect(reply.detail.contains("tones.wav"))
            #expect(try await admin.delete("projects/\(project)/sources/99").status == 404)
            #expect(try await admin.annotator("Anna").delete("projects/\(project)/sources/1").status == 403)
        })
    }

    @Test func sameFileTwiceIsRefused() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let recording = WaveFile.tones([1], pause: 0.5)
            #expect(try await admin.upload(recording, as: "first.wav", to: project).status == 201)
            let second = try await admin.upload(recording, as: "second.wav", to: project)
            #expect(second.status == 409)
            #expect(second.detail.contains("first.wav"))
            #expect(try files(in: admin.data + "/blobs").count == 1)
        })
    }

    @Test func tooLargeIsRefusedBeforeItIsKept() async throws {
        try await TestServer.run(
            configure: { $0.largestUpload = 1000 },
            asAdmin: { admin in
                let project = try await admin.project()
                let reply = try await admin.upload([UInt8](repeating: 7, count: 200_000), as: "big.wav", to: project)
                #expect(reply.status == 413)
                #expect(reply.detail.contains("1000"))
                #expect(try files(in: admin.data + "/blobs").isEmpty)
                #expect(try files(in: admin.data + "/tmp").isEmpty)
            })
    }

    @Test(arguments: ["..%2F..%2Fescape.wav", "%3Cb%3Ehi%3C%2Fb%3E.wav", "--out%3D%2Ftmp%2Fx.wav", "a+b%20c%26.wav"])
    func namesAreDataAlone(filename: String) async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let reply = try await admin.upload(
                WaveFile.tones([1], pause: 0.5), as: filename, to: project, "&group=%3Cscript%3E&licence=CC+BY")
            #expect(reply.status == 201)
            let name = filename.replacing("+", with: " ").removingPercentEncoding
            #expect(reply.json["filename"].text == name)
            #expect(reply.json["group"].text == "<script>")
            #expect(reply.json["licence"].text == "CC BY")
            #expect(reply.headers[.contentType]?.hasPrefix("application/json") == true)
            let source = try await admin.settledSource(reply.json["id"].int, in: project)
            #expect(source["state"].text == "ready", "\(source["failure"].text)")
            #expect(try files(in: admin.data + "/blobs") == [source["sha256"].text])
        })
    }

    @Test(arguments: ["", "filename=", "filename=%20", "filename=a%0Ab.wav"])
    func filenameIsNeeded(query: String) async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let reply = try await admin.send("projects/\(project)/sources?\(query)", [1, 2, 3])
            #expect(reply.status == 422)
            #expect(reply.json["field"].text == "filename")
        })
    }

    @Test func whatCannotBeKeptLeavesNothing() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            try FileManager.default.removeItem(atPath: admin.data + "/blobs")
            try Data().write(to: URL(fileURLWithPath: admin.data + "/blobs"))
            let reply = try await admin.upload(WaveFile.tones([1], pause: 0.5), as: "a.wav", to: project)
            #expect(reply.status == 503 && reply.detail.contains("cannot write to its disk"))
            #expect(try files(in: admin.data + "/tmp").isEmpty)
            #expect(try await admin.get("projects/\(project)/sources").json["sources"].list.isEmpty)
        })
    }

    @Test func unknownProjectTakesNothing() async throws {
        try await TestServer.run(asAdmin: { admin in
            let reply = try await admin.upload([1, 2, 3], as: "a.wav", to: 99)
            #expect(reply.status == 404)
            #expect(try files(in: admin.data + "/blobs").isEmpty)
        })
    }

    /// Names of the files under a folder.
    private func files(in folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
                && !isFolder.boolValue
        }.map { URL(fileURLWithPath: $0).lastPathComponent }
    }
}
