import Crypto
import Foundation
import HTTPTypes
import LabelStore
import NIOCore
import QuorumCore
import Testing

@testable import LabelServer

/// Uploads by tus 1.0, as its text says; `test_uploads.py` does the same with its own client.
@Suite struct ResumableUploadTests {
    @Test func aFileComesInPieceByPiece() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let recording = WaveFile.tones([1, 1], pause: 0.5)
            let begun = try await admin.tus("Upload-Length", "\(recording.count)")
                .with("Upload-Metadata", metadata(["filename": "a.wav", "group": "Ada", "licence": "CC0-1.0"]))
                .post("projects/\(project)/uploads")
            #expect(begun.status == 201)
            #expect(begun.headers[.tusResumable] == "1.0.0")
            let address = try #require(begun.headers[.location])
            let cuts = [0, 1, 1000, recording.count / 2, recording.count]
            for (start, end) in zip(cuts, cuts.dropFirst()) {
                let before = try await admin.tus().call(.head, address)
                #expect(before.headers[.uploadOffset] == "\(start)")
                #expect(before.headers[.uploadLength] == "\(recording.count)")
                #expect(before.headers[.cacheControl] == "no-store")
                let sent = try await admin.patch(address, Array(recording[start..<end]), at: start)
                #expect(sent.status == 204, "\(sent.detail)")
                #expect(sent.headers[.uploadOffset] == "\(end)")
            }
            let whole = try await admin.get(address).json
            let source = try await admin.settledSource(whole["source"].int, in: project)
            #expect(source["state"] == "ready")
            #expect(source["group"] == "Ada")
            #expect(source["licence"] == "CC0-1.0")
            #expect(source["sha256"].text == SHA256.hash(data: recording).hexadecimal)
            // What is whole takes no more, and says so as it did.
            #expect(try await admin.patch(address, [], at: recording.count).status == 204)
            #expect(try await admin.patch(address, [1], at: recording.count).status == 204)
            #expect(try filesOfUploads(admin).isEmpty)
        })
    }

    @Test func theProtocolIsKept() async throws {
        try await TestServer.run(
            configure: { $0.largestUpload = 1000 },
            asAdmin: { admin in
                let project = try await admin.project()
                let options = try await Caller(client: admin.client, data: admin.data)
                    .call(.options, "projects/\(project)/uploads")
                #expect(options.status == 204)
                #expect(options.headers[.tusVersion] == "1.0.0")
                #expect(options.headers[.tusExtension] == "creation,checksum,termination,expiration")
                #expect(options.headers[.tusMaxSize] == "1000")
                #expect(options.headers[.tusChecksumAlgorithm] == "sha1,sha256")

                let uploads = "projects/\(project)/uploads"
                #expect(try await admin.post(uploads).status == 400)
                let other = try await admin.with("Tus-Resumable", "0.2.2").post(uploads)
                #expect(other.status == 412)
                #expect(other.headers[.tusVersion] == "1.0.0")
                #expect(try await admin.tus().post(uploads).status == 400)
                let named = admin.with("Upload-Metadata", metadata(["filename": "a.wav"]))
                #expect(try await named.tus("Upload-Length", "1001").post(uploads).status == 413)
                #expect(try await named.tus("Upload-Length", "0").post(uploads).detail.contains("The file is empty"))
                #expect(try await admin.tus("Upload-Length", "10").post(uploads).json["field"] == "filename")
                #expect(
                    try await admin.tus("Upload-Length", "10").with("Upload-Metadata", "filename ?").post(uploads)
                        .status == 400)

                let address = try #require(
                    try await named.tus("Upload-Length", "10").post(uploads).headers[.location])
                #expect(try await admin.patch(address, [1, 2], at: 1).status == 409)
                #expect(try await admin.patch(address, [UInt8](repeating: 1, count: 11), at: 0).status == 413)
                #expect(try await admin.tus("Upload-Offset", "0").call(.patch, address).status == 415)
                #expect(try await admin.with("Upload-Offset", "0").call(.patch, address).status == 400)
                let missing = try await admin.tus().call(.head, "projects/\(project)/uploads/999")
                #expect(missing.status == 404)
                #expect(missing.headers[.tusResumable] == "1.0.0")
                let foreign = try await admin.project("Other")
                #expect(try await admin.get("projects/\(foreign)/uploads/1").status == 404)

                #expect(try await admin.tus().delete(address).status == 204)
                #expect(try await admin.tus().call(.head, address).status == 404)
                #expect(try filesOfUploads(admin).isEmpty)
            })
    }

    @Test func aHeaderStandsForMethodsThatDoNotComeThrough() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let address = try await admin.begin("a.txt", 3, in: project)
            func call(_ method: String) -> Caller { admin.tus().with("X-HTTP-Method-Override", method) }
            let sent = try await call("PATCH").with("Upload-Offset", "0").with("Content-Type", Tus.media)
                .send(address, [65, 66])
            #expect(sent.status == 204, "\(sent.detail)")
            #expect(sent.headers[.uploadOffset] == "2")
            // Also for what the request itself is.
            #expect(try await call("HEAD").call(.patch, address).headers[.uploadOffset] == "2")
            #expect(try await call("PUT").post(address).status == 405)
            #expect(try await call("DELETE").post(address).status == 204)
            #expect(try await admin.tus().call(.head, address).status == 404)
            // Only of the protocol's own requests.
            let plain = admin.with("X-HTTP-Method-Override", "DELETE")
            #expect(try await plain.get("projects/\(project)").status == 200)
            // The rule is that of the call which is made.
            let cookie = Caller(client: admin.client, data: admin.data).tus()
                .with("X-HTTP-Method-Override", "DELETE").with("Cookie", "quorum_session=x")
            #expect(try await cookie.get(address).status == 401)
        })
    }

    @Test(arguments: ["sha1", "sha256"])
    func bytesThatWereChangedAreNotKept(algorithm: String) async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let bytes: [UInt8] = Array("one two three".utf8)
            let digest =
                algorithm == "sha1"
                ? Data(Insecure.SHA1.hash(data: bytes[..<4])) : Data(SHA256.hash(data: bytes[..<4]))
            let checked = admin.with("Upload-Checksum", "\(algorithm) \(digest.base64EncodedString())")
            let address = try await admin.begin("a.txt", bytes.count, in: project)
            let wrong = try await checked.patch(address, Array("two ".utf8), at: 0)
            #expect(wrong.status == 460)
            #expect(try await admin.tus().call(.head, address).headers[.uploadOffset] == "0")
            #expect(try await checked.patch(address, Array(bytes[..<4]), at: 0).status == 204)
            #expect(
                try await admin.with("Upload-Checksum", "crc32 AAAA").patch(address, [1], at: 4).status == 400)
            #expect(try await admin.tus().call(.head, address).headers[.uploadOffset] == "4")
        })
    }

    @Test func anotherFileThanAnnouncedIsRefused() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let address = try await admin.begin("a.txt", 3, in: project, ["sha256": String(repeating: "a", count: 64)])
            let reply = try await admin.patch(address, [65, 66, 67], at: 0)
            #expect(reply.status == 422)
            #expect(reply.json["field"] == "sha256")
            #expect(try await admin.tus().call(.head, address).status == 404)
            #expect(try await admin.get("projects/\(project)/sources").json["sources"].list.isEmpty)
            #expect(try filesOfUploads(admin).isEmpty)
        })
    }

    @Test func theSameFileAgainIsRefusedSoonIfItsHashIsKnown() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let recording = WaveFile.tones([1], pause: 0.5)
            let first = try await admin.upload(recording, as: "first.wav", to: project).json
            _ = try await admin.settledSource(first["id"].int, in: project)
            let announced = try await admin.tus("Upload-Length", "\(recording.count)")
                .with("Upload-Metadata", metadata(["filename": "b.wav", "sha256": first["sha256"].text]))
                .post("projects/\(project)/uploads")
            #expect(announced.status == 409)
            #expect(announced.detail.contains("first.wav"))
            let address = try await admin.begin("b.wav", recording.count, in: project)
            let late = try await admin.patch(address, recording, at: 0)
            #expect(late.status == 409)
            #expect(late.detail.contains("first.wav"))
            #expect(try await admin.tus().call(.head, address).status == 404)
            #expect(try await admin.get("projects/\(project)/storage").json["pending_files"] == 0)
        })
    }

    @Test func aProjectKeepsNoMoreThanItsQuota() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let storage = "projects/\(project)/storage"
            let lead = admin.with("If-Match", "*")
            #expect(try await lead.put("\(storage)/quota", ["bytes": 100]).status == 200)
            #expect(try await lead.put("\(storage)/quota", ["bytes": -1]).status == 422)
            let address = try await admin.begin("a.txt", 60, in: project)
            let refused = try await admin.tus("Upload-Length", "41")
                .with("Upload-Metadata", metadata(["filename": "b.txt"])).post("projects/\(project)/uploads")
            #expect(refused.status == 413)
            #expect(refused.detail.contains("100 bytes"))
            #expect(try await admin.upload([UInt8](repeating: 65, count: 41), as: "c.txt", to: project).status == 413)
            let use = try await admin.get(storage).json
            #expect(use["quota"] == 100)
            #expect(use["pending_bytes"] == 60)
            // What is given up makes room.
            #expect(try await admin.tus().delete(address).status == 204)
            #expect(try await admin.upload([UInt8](repeating: 65, count: 41), as: "c.txt", to: project).status == 201)
            #expect(try await admin.get(storage).json["bytes"] == 41)
            #expect(try await lead.put("\(storage)/quota", ["bytes": .null]).status == 200)
            #expect(try await admin.get(storage).json["quota"] == .null)
        })
    }

    @Test func aProjectDemandsTypesConsentAndLicence() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let rules: JSON = ["types": [".WAV", "flac"], "needs_consent": .bool(true), "needs_licence": .bool(true)]
            let set = try await admin.with("If-Match", "*").put("projects/\(project)/storage/rules", rules)
            #expect(set.status == 200)
            #expect(try await admin.get("projects/\(project)/storage").json["types"] == ["wav", "flac"])
            let tones = WaveFile.tones([1], pause: 0.5)
            for (name, more, field) in [
                ("a.mp3", "&consent=yes&licence=CC0", "filename"), ("a.wav", "&licence=CC0", "consent"),
                ("a.wav", "&consent=yes", "licence"),
            ] {
                let reply = try await admin.upload(tones, as: name, to: project, more)
                #expect(reply.status == 422)
                #expect(reply.json["field"].text == field)
            }
            let announced = try await admin.tus("Upload-Length", "10")
                .with("Upload-Metadata", metadata(["filename": "a.wav", "licence": "CC0"]))
                .post("projects/\(project)/uploads")
            #expect(announced.json["field"] == "consent")
            #expect(try await admin.upload(tones, as: "a.WAV", to: project, "&consent=yes&licence=CC0").status == 201)
        })
    }

    @Test func whatNobodyGoesOnWithIsSwept() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let address = try await admin.begin("a.txt", 10, in: project)
            #expect(try await admin.patch(address, [65], at: 0).status == 204)
            let data = DataDirectory(path: admin.data)
            try Data([1]).write(to: URL(fileURLWithPath: data.uploads + "/7777"))
            let store = try await LabelStore.open(.sqlite(path: data.database))
            var sweep = UploadSweep(store: store, data: data)
            try await sweep.run()
            // A file that no upload is known of goes at once.
            #expect(try filesOfUploads(admin) == ["1"])
            sweep.now = { .now.advanced(by: .seconds(90_000)) }
            try await sweep.run()
            await store.close()
            #expect(try filesOfUploads(admin).isEmpty)
            #expect(try await admin.tus().call(.head, address).status == 404)
        })
    }

    private func filesOfUploads(_ admin: Caller) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: admin.data + "/uploads").sorted()
    }
}

/// The value of `Upload-Metadata`.
private func metadata(_ words: [String: String]) -> String {
    words.map { "\($0) \(Data($1.utf8).base64EncodedString())" }.sorted().joined(separator: ",")
}

extension Caller {
    fileprivate func tus() -> Caller { with("Tus-Resumable", "1.0.0") }
    fileprivate func tus(_ name: String, _ value: String) -> Caller { tus().with(name, value) }

    /// - Returns: the address of the upload.
    fileprivate func begin(
        _ filename: String, _ length: Int, in project: Int, _ words: [String: String] = [:]
    ) async throws -> String {
        let reply = try await tus("Upload-Length", "\(length)")
            .with("Upload-Metadata", metadata(words.merging(["filename": filename]) { $1 }))
            .post("projects/\(project)/uploads")
        return try #require(reply.headers[.location], "\(reply.detail)")
    }

    fileprivate func patch(_ address: String, _ bytes: [UInt8], at offset: Int) async throws -> Reply {
        try await tus("Upload-Offset", "\(offset)").with("Content-Type", "application/offset+octet-stream")
            .call(.patch, address, ByteBuffer(bytes: bytes))
    }
}
