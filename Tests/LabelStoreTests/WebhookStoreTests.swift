import LabelStore
import QuorumCore
import Testing

/// Events on their way to the addresses that hear of them.
@Suite("Webhooks")
struct WebhookStoreTests {
    private static let lease = Duration.seconds(60)

    private func withWebhook(
        _ database: Database, _ events: Set<WebhookEvent> = Set(WebhookEvent.allCases), policy: String = "1/1",
        _ body: (World, Webhook) async throws -> Void
    ) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: policy, chunks: 3)
            let webhook = try await store.createWebhook(
                in: world.project.id, url: "https://example.org", events: events, secret: "s", by: world.admin.id,
                at: World.now)
            try await body(world, webhook)
        }
    }

    private func claim(_ world: World, after: Duration = .zero) async throws -> WebhookMessage? {
        try await world.store.claimWebhookMessage(for: Self.lease, at: World.now.advanced(by: after))
    }

    private func fail(_ world: World, _ message: WebhookMessage, status: Int = 500, after: Duration) async throws {
        try await world.store.record(
            WebhookOutcome(status: status, failure: "no"), of: message, at: World.now.advanced(by: after))
    }

    private func change(
        _ world: World, url: String? = nil, events: Set<WebhookEvent>? = nil, isActive: Bool
    ) async throws -> Webhook {
        let before = try #require(try await world.store.webhooks(in: world.project.id).first)
        return try await world.store.changeWebhook(
            from: before, url: url ?? before.url, events: events ?? before.events, isActive: isActive,
            by: world.admin.id, at: World.now)
    }

    private func resume(_ world: World) async throws -> Webhook { try await change(world, isActive: true) }

    @Test("What happens is told once, tasks together", arguments: Database.available)
    func gathered(database: Database) async throws {
        try await withWebhook(database, [.taskSettled, .versionFrozen]) { world, _ in
            try await world.answer(world.people[0], "a")
            try await world.answer(world.people[0], "b")
            let version = try await world.freeze()
            // What nobody wants to hear is not noted.
            try await world.store.pause(
                world.admin.id, in: world.project.id, governed: ProjectRole.owner.governs, by: world.admin.id,
                at: World.now)
            #expect(try await world.store.gatherWebhookEvents(at: World.now) == 2)
            #expect(try await world.store.gatherWebhookEvents(at: World.now) == 0)
            var payloads: [String] = []
            while let message = try await claim(world) { payloads.append(message.delivery.payload) }
            let (first, second) = (world.tasks[0].id, world.tasks[1].id)
            #expect(payloads.count == 2)
            #expect(payloads.contains { $0.contains("\"tasks\":[{\"task\":\(first)},{\"task\":\(second)}]") })
            #expect(payloads.contains { $0.contains("\"digest\":\"\(version.digest)\"") })
        }
    }

    @Test("A message that was not taken waits longer each time, in ten attempts", arguments: Database.available)
    func repeated(database: Database) async throws {
        try await withWebhook(database) { world, webhook in
            try await world.answer(world.people[0], "a")
            _ = try await world.store.gatherWebhookEvents(at: World.now)
            var waits: [Duration] = []
            var time = Duration.zero
            var last: Duration?
            for second in [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] {
                time += .seconds(second)
                if second > 0 { #expect(try await claim(world, after: time - .seconds(1)) == nil) }
                let message = try #require(try await claim(world, after: time))
                if let last { waits.append(time - last) }
                last = time
                // Nobody else has it meanwhile, until its sender is taken for dead.
                #expect(try await claim(world, after: time) == nil)
                try await fail(world, message, after: time)
            }
            #expect(waits.count == 9)
            let log = try await world.store.deliveries(
                to: webhook.id, of: world.project.id, before: nil, limit: 10)
            #expect(log.map(\.state) == [.failed] && log.map(\.attempts) == [10] && log.first?.status == 500)
        }
    }

    @Test("What a sender that died had is sent by another", arguments: Database.available)
    func takenOver(database: Database) async throws {
        try await withWebhook(database) { world, _ in
            try await world.answer(world.people[0], "a")
            _ = try await world.store.gatherWebhookEvents(at: World.now)
            let first = try #require(try await claim(world))
            let second = try #require(try await claim(world, after: Self.lease))
            #expect(first.delivery.id == second.delivery.id && first.delivery.payload == second.delivery.payload)
            // The first is not heard any more.
            try await fail(world, first, after: Self.lease)
            try await world.store.record(WebhookOutcome(status: 200, failure: nil), of: second, at: World.now)
            #expect(try await claim(world, after: .seconds(90_000)) == nil)
        }
    }

    @Test("An address that takes nothing for five days, or is gone, is left alone", arguments: Database.available)
    func disabled(database: Database) async throws {
        for (status, wait) in [(500, Duration.seconds(5 * 86_400)), (410, .zero)] {
            try await withWebhook(database) { world, webhook in
                try await world.answer(world.people[0], "a")
                _ = try await world.store.gatherWebhookEvents(at: World.now)
                let first = try #require(try await claim(world))
                try await fail(world, first, status: status, after: .zero)
                if status != 410 {
                    #expect(try await world.store.webhooks(in: world.project.id).first?.disabled == nil)
                    let second = try #require(try await claim(world, after: wait))
                    try await fail(world, second, status: status, after: wait)
                }
                #expect(try await world.store.webhooks(in: world.project.id).first?.disabled != nil)
                try await world.answer(world.people[0], "b")
                #expect(try await world.store.gatherWebhookEvents(at: World.now.advanced(by: wait)) == 0)
                #expect(try await resume(world).isActive)
                try await world.answer(world.people[0], "c")
                #expect(try await world.store.gatherWebhookEvents(at: World.now.advanced(by: wait)) == 1)
            }
        }
    }

    @Test("What was under way to an address that is gone is not tried again", arguments: Database.available)
    func disabledMeanwhile(database: Database) async throws {
        try await withWebhook(database, [.taskSettled, .versionFrozen]) { world, webhook in
            try await world.answer(world.people[0], "a")
            _ = try await world.freeze()
            _ = try await world.store.gatherWebhookEvents(at: World.now)
            let first = try #require(try await claim(world))
            let second = try #require(try await claim(world))
            try await fail(world, first, status: 410, after: .zero)
            try await fail(world, second, status: 500, after: .zero)
            let log = try await world.store.deliveries(to: webhook.id, of: world.project.id, before: nil, limit: 10)
            #expect(log.map(\.state) == [.failed, .failed])
            await #expect(throws: StoreError.self) {
                _ = try await world.store.redeliver(
                    second.delivery.id, to: webhook.id, of: world.project.id, by: world.admin.id, at: World.now)
            }
            _ = try await resume(world)
            #expect(try await claim(world, after: .seconds(90_000)) == nil)
        }
    }

    @Test("What an address answered before it was changed says nothing of the new one", arguments: Database.available)
    func moved(database: Database) async throws {
        try await withWebhook(database, [.taskSettled, .versionFrozen]) { world, _ in
            try await world.answer(world.people[0], "a")
            _ = try await world.freeze()
            _ = try await world.store.gatherWebhookEvents(at: World.now)
            let gone = try #require(try await claim(world))
            let failing = try #require(try await claim(world))
            let moved = try await change(world, url: "https://example.org/new", isActive: true)
            try await fail(world, gone, status: 410, after: .zero)
            try await fail(world, failing, after: .zero)
            let after = try #require(try await world.store.webhooks(in: world.project.id).first)
            #expect(after.isActive && after == moved)
            // Both go to the new address, which is believed when it says the same.
            let again = try #require(try await claim(world, after: .seconds(90_000)))
            #expect(again.url == "https://example.org/new")
            try await fail(world, again, status: 410, after: .seconds(90_000))
            #expect(try await world.store.webhooks(in: world.project.id).first?.isActive == false)
        }
    }

    @Test("Why a job failed stays at home: it may name a person", arguments: Database.available)
    func failedJob(database: Database) async throws {
        try await withWebhook(database, [.jobFailed]) { world, _ in
            _ = try await world.store.addSource(
                World.newSource(7, in: world.project), by: world.admin.id, at: World.now)
            let job = try #require(
                try await world.store.claimJob(by: "worker", for: World.lease, at: World.now))
            try await world.store.finish(job, failure: "Ada Lovelace.wav is no recording.", at: World.now)
            _ = try await world.store.gatherWebhookEvents(at: World.now)
            let message = try #require(try await claim(world))
            #expect(message.delivery.payload.hasSuffix("\"data\":{\"job\":\(job.job.id),\"kind\":\"chunk\"}}"))
        }
    }

    @Test("A message can be sent again by hand, and goes with its address", arguments: Database.available)
    func redelivered(database: Database) async throws {
        try await withWebhook(database) { world, webhook in
            try await world.answer(world.people[0], "a")
            _ = try await world.store.gatherWebhookEvents(at: World.now)
            let first = try #require(try await claim(world))
            try await world.store.record(WebhookOutcome(status: 200, failure: nil), of: first, at: World.now)
            #expect(try await claim(world, after: .seconds(90_000)) == nil)
            _ = try await world.store.redeliver(
                first.delivery.id, to: webhook.id, of: world.project.id, by: world.admin.id, at: World.now)
            let again = try #require(try await claim(world))
            #expect(again.delivery.id == first.delivery.id && again.delivery.payload == first.delivery.payload)
            try await world.answer(world.people[0], "b")
            try await world.store.removeWebhook(webhook.id, of: world.project.id, by: world.admin.id, at: World.now)
            #expect(try await world.store.gatherWebhookEvents(at: World.now) == 0)
            #expect(try await claim(world, after: .seconds(90_000)) == nil)
        }
    }

    @Test("Who is paused hears of nothing that happens, and gets later what waited", arguments: Database.available)
    func paused(database: Database) async throws {
        try await withWebhook(database, [.taskSettled, .versionFrozen]) { world, webhook in
            try await world.answer(world.people[0], "a")
            _ = try await world.store.gatherWebhookEvents(at: World.now)
            let underWay = try #require(try await claim(world))
            try await world.answer(world.people[0], "b")
            #expect(try await change(world, isActive: false).pausedAt == World.now)
            try await world.answer(world.people[0], "c")
            // The second task's event was noted before; nothing is of the third.
            #expect(try await world.store.gatherWebhookEvents(at: World.now) == 1)
            #expect(try await claim(world) == nil)
            try await fail(world, underWay, after: .zero)
            #expect(try await claim(world, after: .seconds(90_000)) == nil)
            let log = try await world.store.deliveries(to: webhook.id, of: world.project.id, before: nil, limit: 10)
            #expect(log.map(\.state) == [.pending, .pending])
            // They go to where the address is by then.
            let moved = try await change(world, url: "https://example.org/new", isActive: true)
            #expect(moved.isActive && moved.pausedAt == nil)
            let late = [try await claim(world, after: .seconds(60)), try await claim(world, after: .seconds(60))]
            #expect(late.allSatisfy { $0?.url == "https://example.org/new" && $0?.secret == "s" })
            #expect(Set(late.compactMap { $0?.delivery.id }) == Set(log.map(\.id)))
        }
    }

    @Test("A webhook changes only from the state that its changer knows", arguments: Database.available)
    func changed(database: Database) async throws {
        try await withWebhook(database, [.taskSettled]) { world, before in
            let after = try await change(world, events: [.versionFrozen], isActive: true)
            #expect(after.events == [.versionFrozen] && after.url == before.url)
            await #expect(throws: StoreError.self) {
                _ = try await world.store.changeWebhook(
                    from: before, url: "https://example.org/mine", events: before.events, isActive: true,
                    by: world.admin.id, at: World.now)
            }
            try await world.answer(world.people[0], "a")
            #expect(try await world.store.gatherWebhookEvents(at: World.now) == 0)
            _ = try await world.freeze()
            #expect(try await world.store.gatherWebhookEvents(at: World.now) == 1)
            #expect(try await world.store.webhook(before.id, of: world.project.id) == after)
        }
    }

    @Test("A test is sent once, and its failure stops nobody", arguments: Database.available)
    func tested(database: Database) async throws {
        try await withWebhook(database, [.taskSettled]) { world, webhook in
            func test() async throws -> WebhookDelivery {
                try await world.store.testWebhook(
                    webhook.id, of: world.project.id, by: world.admin.id, at: World.now)
            }
            let first = try await test()
            #expect(first.event == .test && first.payload.contains("\"type\":\"webhook.test\""))
            try await fail(world, try #require(try await claim(world)), after: .zero)
            #expect(try await claim(world, after: .seconds(90_000)) == nil)
            // Six days later another one fails: that alone is no sign that the address is dead.
            _ = try await test()
            let late = Duration.seconds(6 * 86_400)
            try await fail(world, try #require(try await claim(world, after: late)), after: late)
            #expect(try await world.store.webhook(webhook.id, of: world.project.id).isActive)
            _ = try await change(world, isActive: false)
            await #expect(throws: StoreError.self) { _ = try await test() }
        }
    }
}
