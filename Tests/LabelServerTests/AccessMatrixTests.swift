import Foundation
import Hummingbird
import LabelStore
import Logging
import MediaStorage
import QuorumCore
import Testing

@testable import LabelServer

/// Every call of the route table, by everybody, in their own project and in a foreign one.
@Suite struct AccessMatrixTests {
    /// What the gate says; anything else is what the call itself answers.
    private enum Verdict: Equatable { case admitted, login, forbidden, missing }

    /// Which roles may do what, told here again.
    private static let able: [Permission: Set<ProjectRole>] = [
        .see: [.viewer, .annotator, .reviewer, .manager, .owner],
        .label: [.annotator, .reviewer, .manager, .owner],
        .results: [.viewer, .reviewer, .manager, .owner],
        .adjudicate: [.reviewer, .manager, .owner],
        .curate: [.manager, .owner],
        .people: [.manager, .owner],
    ]

    /// How the gate's refusals begin.
    private static let refusals = ["Your role", "Only an admin", "This API token", "No API token"]

    @Test func everyCallByEverybody() async throws {
        try await TestServer.run(asAdmin: { admin in
            let world = try await AccessWorld.make(by: admin)
            for endpoint in Endpoint.all where endpoint != .logOut {
                let visitor = Caller(client: admin.client, data: admin.data)
                let refused = try await verdict(visitor, endpoint, world.own)
                #expect(refused == (endpoint.access == .anybody ? .admitted : .login), "visitor \(endpoint.summary)")
                for actor in world.actors {
                    for (place, isOwn) in [(world.own, true), (world.foreign, false)] {
                        let found = try await verdict(actor.caller, endpoint, place)
                        let expected = expected(actor, endpoint, isOwn: isOwn)
                        #expect(
                            found == expected,
                            "\(actor.description), \(isOwn ? "own" : "foreign") project: \(endpoint.summary)")
                    }
                }
            }
        })
    }

    private func expected(_ actor: AccessWorld.Actor, _ endpoint: Endpoint, isOwn: Bool) -> Verdict {
        if endpoint.access == .anybody { return .admitted }
        if case .member = endpoint.access, !isOwn, actor.role != nil || actor.isForOwn { return .missing }
        if let scopes = actor.scopes, scopes.isDisjoint(with: endpoint.scopes) { return .forbidden }
        if endpoint.access == .admin, actor.isForOwn { return .forbidden }
        guard let role = actor.role else { return .admitted }
        switch endpoint.access {
        case .anybody, .user: return .admitted
        case .admin: return .forbidden
        case .member(let permission, _): return Self.able[permission]!.contains(role) ? .admitted : .forbidden
        }
    }

    /// Calls without a body, which changes nothing that matters to the other calls.
    private func verdict(_ caller: Caller, _ endpoint: Endpoint, _ place: AccessWorld.Place) async throws -> Verdict {
        // A stream would go on for long.
        let end = endpoint == .followProject ? "?limit=1" : ""
        let reply = try await caller.call(endpoint.method, place.path(of: endpoint) + end)
        let detail = reply.detail
        #expect(reply.status < 500, "\(endpoint.summary): \(detail)")
        switch reply.status {
        case 401 where detail.hasPrefix("Log in first"): return .login
        case 403 where Self.refusals.contains(where: detail.hasPrefix): return .forbidden
        case 404:
            let objects = [
                "project \(place.project)", "task \(place.task)", "assignment \(place.assignment)",
                "adjudication \(place.adjudication)",
            ]
            return objects.contains { detail == "There is no \($0)." } ? .missing : .admitted
        default: return .admitted
        }
    }

    @Test func nothingIsServedButWhatTheTableHas() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("quorum-\(UUID().uuidString)").path
        let settings = ServerSettings(data: folder, pages: nil, executable: "/none")
        try Server.prepare(settings)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = try await LabelStore.open(settings.location)
        let data = DataDirectory(path: folder)
        let media = FolderMedia(path: folder)
        let router = buildRouter(
            settings, store: store, setUp: SetupService(store: store, data: data), data: data,
            media: media, blobs: BlobStore(data: data, media: media, store: store),
            feed: ProjectFeed(store: store, pace: .standard, logger: Logger(label: "test")),
            queued: {}, logger: Logger(label: "test"))
        let addresses = PageController.pages.keys + [PageController.filesPath]
        let pages = addresses.map { "GET \(RouterPath($0))" }
        let served = router.routes.filter { $0.method != .head }.map(\.description)
        let table = Endpoint.all.map { "\($0.method) \(RouterPath($0.path))" }
        #expect(served.sorted() == (pages + table).sorted())
        #expect(Set(table).count == table.count)
        await store.close()
    }

    @Test func malformedAndUnknownObjectsAreAlike() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project("Own")
            let member = try await admin.annotator("Bea")
            let foreign = try await admin.project("Foreign")
            #expect(try await member.get("projects/\(project)").status == 200)
            for path in ["projects/\(foreign)", "projects/9999", "projects/x", "projects/-1", "tasks/0/audio"] {
                #expect(try await member.get(path).status == 404, "\(path)")
            }
            let listed = try await member.get("projects").json["projects"].list
            #expect(listed.map { $0["id"].int } == [project])
            #expect(listed.first?["role"] == "annotator")
            #expect(listed.first?["permissions"] == ["see", "label"])
        })
    }
}
