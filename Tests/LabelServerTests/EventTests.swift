import Foundation
import HTTPTypes
import LabelStore
import Logging
import QuorumCore
import Testing

@testable import LabelServer

/// Events that a project's page follows.
@Suite struct EventTests {
    private struct Event {
        var fields: [Substring: Substring] = [:]
        var name: String { String(fields["event"] ?? "") }
        var id: String { String(fields["id"] ?? "") }
        var data: String { String(fields["data"] ?? "") }
    }

    /// The events of a stream, by the rules of the HTML standard as far as they are used here.
    private func events(_ reply: Reply) -> [Event] {
        String(decoding: reply.body, as: UTF8.self).split(separator: "\n\n").map { block in
            var event = Event()
            for line in block.split(separator: "\n") where !line.hasPrefix(":") {
                let parts = line.split(separator: ":", maxSplits: 1)
                event.fields[parts[0]] = parts[1].dropFirst()
            }
            return event
        }.filter { !$0.name.isEmpty }
    }

    @Test func howThingsAreComesFirst() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.projectWithTasks(tones: 2)
            let reply = try await admin.get("projects/\(project)/events?limit=2")
            #expect(reply.status == 200)
            #expect(reply.headers[.contentType] == "text/event-stream")
            let found = events(reply)
            #expect(Set(found.map(\.name)) == ["jobs", "progress"])
            #expect(found.contains { $0.data.wholeMatch(of: /{"newest":\d+,"queued":0,"running":\[\]}/) != nil })
            #expect(found.contains { $0.data.hasPrefix(#"{"annotations":0,"sources":{"#) })
            #expect(!String(decoding: reply.body, as: UTF8.self).contains("Ada"))
            #expect(try await admin.get("projects/\(project)/events?limit=0").status == 422)
        })
    }

    @Test func whoComesBackIsToldWhatIsDifferent() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.projectWithTasks(policy: "1/1", tones: 2)
            let annotator = try await admin.annotator("Bea")
            let known = events(try await admin.get("projects/\(project)/events?limit=2"))
            let served = try await annotator.post("projects/\(project)/assignments").json
            let answer = "assignments/\(served["assignment"]["id"].int)/annotation"
            #expect(try await annotator.post(answer, ["answer": "one"]).status == 201)
            // They know of the jobs, of which there are still none.
            let last = try #require(known.last?.id)
            let new = events(
                try await admin.with("Last-Event-ID", last).get("projects/\(project)/events?limit=1"))
            #expect(new.map(\.name) == ["progress"])
            #expect(new.first?.data.contains(#""annotations":1"#) == true)
            let strange = try await admin.with("Last-Event-ID", "7").get("projects/\(project)/events?limit=2")
            #expect(events(strange).count == 2)
        })
    }

    @Test func streamsBeatAndEnd() async throws {
        // Without a pause between beats each look writes one, and the first ends the stream.
        let pace = FeedPace(
            look: .milliseconds(5), check: .milliseconds(5), beat: .zero, longest: .milliseconds(1))
        try await TestServer.run(
            configure: { $0.feedPace = pace },
            asAdmin: { admin in
                let project = try await admin.project()
                let text = String(decoding: try await admin.get("projects/\(project)/events").body, as: UTF8.self)
                #expect(text.contains("\n\n:\n\n"))
            })
    }

    @Test func listenersAreBounded() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("quorum-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try await LabelStore.open(.sqlite(path: folder.path + "/quorum.sqlite"))
        let feed = ProjectFeed(store: store, pace: .standard, logger: Logger(label: "test"))
        var streams: [AsyncStream<Void>] = []
        for _ in 0..<ProjectFeed.mostListenersOfUser {
            streams.append(try feed.follow(ProjectID(1), by: UserID(1)))
        }
        #expect(throws: Problem.self) { try feed.follow(ProjectID(1), by: UserID(1)) }
        _ = try feed.follow(ProjectID(1), by: UserID(2))
        // Whoever goes makes room.
        streams.removeLast()
        streams.append(try feed.follow(ProjectID(1), by: UserID(1)))
        await store.close()
    }
}
