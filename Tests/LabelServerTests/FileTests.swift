import HTTPTypes
import Testing

@testable import LabelServer

@Suite struct FileTests {
    @Test func recordingsComeInRanges() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.projectWithTasks(policy: "1/1", tones: 2)
            let task = try await admin.post("projects/\(project)/assignments").json["task"]
            let whole = try await admin.get(task["audio"].text)
            #expect(whole.status == 200)
            #expect(Array(whole.body.prefix(4)) == Array("fLaC".utf8))
            #expect(whole.headers[.contentType] == "audio/flac")
            #expect(whole.headers[.acceptRanges] == "bytes")
            #expect(whole.headers[.cacheControl] == "private, no-cache")

            let part = try await admin.with("Range", "bytes=4-9").get(task["audio"].text)
            #expect(part.status == 206)
            #expect(part.body == Array(whole.body[4...9]))
            #expect(part.headers[.contentRange] == "bytes 4-9/\(whole.body.count)")
            let end = try await admin.with("Range", "bytes=-5").get(task["audio"].text)
            #expect(end.body == Array(whole.body.suffix(5)))
            let beyond = try await admin.with("Range", "bytes=\(whole.body.count)-").get(task["audio"].text)
            #expect(beyond.status == 416)

            let tag = try #require(whole.headers[.eTag])
            #expect(try await admin.with("If-None-Match", tag).get(task["audio"].text).status == 304)
            let head = try await admin.call(.head, task["audio"].text)
            #expect(head.status == 200)
            #expect(head.headers[.contentLength] == "\(whole.body.count)")

            let peaks = try await admin.get(task["peaks"].text)
            #expect(peaks.json["sample_rate"].int == WaveFile.rate)
        })
    }

    @Test(
        arguments: [
            ("bytes=0-9", .part(0...9)), ("bytes=95-200", .part(95...99)), ("bytes=10-", .part(10...99)),
            ("bytes=-10", .part(90...99)), ("bytes=-1000", .part(0...99)), ("bytes=99-99", .part(99...99)),
            ("bytes=100-", .unsatisfiable), ("bytes=-0", .unsatisfiable), ("bytes=100-200", .unsatisfiable),
            (nil, .whole), ("bytes=", .whole), ("bytes=-", .whole), ("bytes=9-0", .whole), ("bytes=0-1,5-6", .whole),
            ("lines=0-9", .whole), ("bytes=a-b", .whole), ("bytes=0-99999999999999999999", .whole),
        ] as [(String?, ByteRange)])
    func rangesAreReadAsTheStandardSays(header: String?, range: ByteRange) {
        #expect(ByteRange(header, size: 100) == range)
    }

    @Test func pagesAreServedUnderAStrictPolicy() async throws {
        try await TestServer.run { visitor, _ in
            let page = try await visitor.get("/")
            #expect(page.status == 200)
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            #expect(page.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'self'") == true)
            #expect(page.headers[.contentTypeOptions] == "nosniff")
            let style = try await visitor.get("/static/site.css")
            #expect(style.headers[.contentType] == "text/css; charset=utf-8")
            #expect(style.headers[.eTag] != nil)
            for path in [
                "/static/../data/lock", "/static/%2e%2e/data/lock", "/static/..%2Fdata%2Flock", "/static/", "/x",
            ] {
                #expect(try await visitor.get(path).status == 404, "\(path)")
            }
            #expect(try await visitor.get("/healthz").status == 200)
            #expect(try await visitor.get("/readyz").status == 200)
        }
    }
}
