import LabelStore
import QuorumCore
import Testing

@Suite("What people said is erased, and a tombstone stays")
struct ErasureStoreTests {
    private let now = World.now

    @Test("A speaker's files, tasks, answers and examples go; the others' stay", arguments: Database.available)
    func speaker(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "2/3", people: 3, sources: 4, chunks: 3)
            try await world.settleAll()
            let version = try await world.freeze()
            let subject = ErasureSubject.speaker("speaker-1")
            let foreseen = try await store.holdings(of: subject, in: world.project.id)
            let erasure = try await store.erase(subject, in: world.project.id, by: world.admin.id, at: now)
            #expect(foreseen.id == nil)
            #expect(
                [erasure.sources, erasure.chunks, erasure.answers, erasure.predictions, erasure.examples]
                    == [1, 3, 6, 0, 3])
            #expect(foreseen.answers == erasure.answers)
            let tombstones = try await store.tombstones(of: world.project.id, limit: 10)
            #expect(tombstones.map(\.erased) == [erasure])
            #expect(tombstones.map(\.kind) == [.speaker] && tombstones.map(\.actor) == [world.admin.id])
            #expect(try await store.tombstones(of: world.project.id, before: tombstones[0].id, limit: 10).isEmpty)

            #expect(try await store.sources(in: world.project.id).count == 3)
            let tasks = try await store.tasks(in: world.project.id, state: nil, after: nil, limit: 100)
            #expect(tasks.map(\.task.id) == world.tasks.map(\.id).filter { !world.tasks[3..<6].map(\.id).contains($0) })
            #expect(try await store.progress(of: world.project.id).annotations == 18)
            #expect(try await store.personalData(ofSpeaker: "speaker-1").isEmpty)
            #expect(try await !store.personalData(ofSpeaker: "speaker-2").isEmpty)
            #expect(try await store.verifyAudit().faults.isEmpty)
            await expectRefusal(.notFound, mentioning: "speaker-1") {
                _ = try await store.erase(subject, in: world.project.id, by: world.admin.id, at: now)
            }

            // The version is what it was but for those, page by page.
            let after = try await store.version(version.id)
            #expect(after.digest == version.digest)
            #expect([after.exampleCount, after.erasedCount] == [12, 3])
            var examples: [VersionExample] = []
            while let page = try? await store.examples(
                of: version.id, after: examples.last?.ordinal ?? -1, limit: 2), !page.isEmpty
            {
                examples += page
            }
            #expect(examples.map(\.ordinal) == [0, 1, 2, 6, 7, 8, 9, 10, 11])
            #expect(examples.allSatisfy { $0.label.annotations.count == 2 })
            #expect(try await store.votes(of: version.id, after: nil, limit: 100).count == 18)

            let files = Set(try await store.erasedFiles())
            let digest = World.newSource(1, in: world.project).sha256
            #expect(files == [.blob(digest), .media("2"), .result(version.digest)])
            for file in files { try await store.forget(file) }
            #expect(try await store.erasedFiles().isEmpty)
            // The same file may come again.
            _ = try await store.addSource(World.newSource(1, in: world.project), by: world.admin.id, at: now)
        }
    }

    @Test("A file goes while somebody works on it", arguments: Database.available)
    func source(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, people: 2, sources: 1, chunks: 2)
            let served = try #require(try await world.serve(world.people[0]))
            let source = try await store.sources(in: world.project.id)[0].id
            let erasure = try await store.erase(.source(source), in: world.project.id, by: world.admin.id, at: now)
            #expect([erasure.chunks, erasure.answers, erasure.examples] == [2, 0, 0])
            await expectRefusal(.notFound) {
                _ = try await store.submit(served.assignment.id, by: world.people[0].id, answer: "x", at: now)
            }
            #expect(try await world.serve(world.people[0]) == nil)
            await expectRefusal(.notFound) {
                _ = try await store.erase(.source(source), in: world.project.id, by: world.admin.id, at: now)
            }
        }
    }

    @Test("Rows of a table go with whom they are of, and what models and experts said", arguments: Database.available)
    func rows(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(
                in: store, policy: "2/2", kind: .classification, labels: ["x", "y"], people: 2, sources: 0)
            let file = ImportFile(name: "items.csv", sha256: String(repeating: "a", count: 64), bytes: 1)
            _ = try await store.add(
                (0..<6).map { row in
                    ImportedItem(
                        row: row, reference: .item("\(row)"),
                        content: ImportedContent(text: "Text \(row)", group: row < 4 ? "Ada" : "Ben"),
                        predictions: [NewPrediction(model: "m", label: "x", score: 1, uncertainty: nil)])
                }, from: file, to: world.project.id, by: nil, at: now)
            // The first is contested and decided by an expert; a model settles the third and fourth.
            for (person, answer) in zip(world.people, ["x", "y"]) { _ = try await world.answer(person, answer) }
            let tasks = try await store.tasks(in: world.project.id, state: nil, after: nil, limit: 10)
            _ = try await store.adjudicate(
                tasks[0].task.id, by: world.admin.id, ExpertAct(.write("y")), at: now)
            _ = try await store.accept(
                AcceptanceRule(model: "m", threshold: 0, checkedShare: 0, seed: 3), in: world.project.id,
                by: world.admin.id, at: now)
            let version = try await world.freeze()
            let erasure = try await store.erase(.speaker("Ada"), in: world.project.id, by: world.admin.id, at: now)
            #expect([erasure.sources, erasure.chunks, erasure.answers, erasure.predictions] == [0, 4, 2, 4])
            #expect(try await store.version(version.id).erasedCount == 4)
            let left = try await store.tasks(in: world.project.id, state: nil, after: nil, limit: 10)
            #expect(left.map(\.task.id) == tasks[4...].map(\.task.id))
            #expect(try await store.sources(in: world.project.id).count == 1)
            #expect(try await store.erasedFiles() == [.result(version.digest)])
        }
    }

    @Test("Why a file failed leaves the record with it", arguments: Database.available)
    func record(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, sources: 0)
            let source = try await store.addSource(World.newSource(3, in: world.project), by: world.admin.id, at: now)
            let claim = try #require(try await store.claimJob(by: "worker", for: World.lease, at: now))
            try await store.finish(claim, failure: "Ada Lovelace.wav is no recording.", at: now)
            _ = try await store.erase(.source(source.id), in: world.project.id, by: world.admin.id, at: now)
            let events = try await store.auditEvents(after: 0, limit: 100)
            #expect(!events.contains { $0.detail.contains("Lovelace") })
            #expect(events.contains { $0.detail == "(erased)" })
            #expect(try await store.verifyAudit().faults.isEmpty)
        }
    }

    @Test("Rules erase recordings after their days, once all is decided", arguments: Database.available)
    func retention(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "1/1", people: 1, sources: 2, chunks: 2)
            let project = world.project.id
            func expired(_ days: Int) async throws -> [Int64] {
                let then = now.advanced(by: .seconds(86_400 * days))
                return try await store.expiredSources(of: project, at: then).map(\.source.id.value)
            }
            var rules = StorageRules(retention: RetentionRules(mediaDays: 30, mediaAfter: .settled))
            try await store.changeStorageRules(from: .none, to: rules, of: project, by: world.admin.id, at: now)
            #expect(try await store.storageRules(of: project) == rules)
            for _ in 0..<3 { _ = try await world.answer(world.people[0], "words") }
            #expect(try await expired(29).isEmpty)
            // The second file has a task that is open.
            #expect(try await expired(30) == [1])
            _ = try await world.answer(world.people[0], "words")
            #expect(try await expired(30) == [1, 2])
            let before = rules
            rules.retention.mediaAfter = .frozen
            try await store.changeStorageRules(from: before, to: rules, of: project, by: world.admin.id, at: now)
            #expect(try await expired(30).isEmpty)
            let version = try await world.freeze()
            #expect(try await expired(30) == [1, 2])

            let then = now.advanced(by: .seconds(86_400 * 30))
            #expect(try await store.applyRetention(at: then) == 2)
            #expect(try await store.applyRetention(at: then) == 0)
            let digests = (0..<2).map { World.newSource($0, in: world.project).sha256 }
            #expect(
                Set(try await store.erasedFiles())
                    == [.blob(digests[0]), .blob(digests[1]), .media("1"), .media("2"), .result(version.digest)])
            #expect(try await !store.isInUse(sha256: digests[0]))
            // Labels stay; the version says what it lacks, and counts nothing twice.
            #expect(try await store.progress(of: project).annotations == 4)
            #expect(try await store.version(version.id).erasedCount == 4)
            #expect(try await store.examples(of: version.id, after: -1, limit: 10).isEmpty)
            _ = try await store.erase(.source(SourceID(1)), in: project, by: world.admin.id, at: then)
            #expect(try await store.version(version.id).erasedCount == 4)
            #expect(try await store.verifyAudit().faults.isEmpty)
        }
    }

    @Test("What a person has is listed", arguments: Database.available)
    func listing(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "1/1", people: 1, sources: 1, chunks: 2)
            try await world.settleAll()
            let own = try await store.personalData(ofUser: "PERSON-0")
            #expect(
                own.filter { $0.record == "answer" }.map { $0.values["answer"] }
                    == world.tasks.map { "Words of \($0.id)." })
            #expect(own.first?.values["name"] == "person-0")
            let spoken = try await store.personalData(ofSpeaker: "speaker-0")
            #expect(
                spoken.map(\.record) == ["source", "chunk", "chunk", "answer", "answer", "label", "label"])
            #expect(spoken[0].values["filename"] == "recording 0.wav")
            await expectRefusal(.notFound) { _ = try await store.personalData(ofUser: "nobody") }
        }
    }

    @Test("Nothing that was said about a task is left out, nor what its expert did", arguments: Database.available)
    func everything(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "2/2", people: 2, sources: 1, chunks: 2)
            for person in world.people { _ = try await world.answer(person, "Words of \(person.name).") }
            let act = ExpertAct(.write("What an expert heard."), note: "It is Ada.")
            _ = try await store.adjudicate(world.tasks[0].id, by: world.admin.id, act, at: now)
            _ = try await store.beginUpload(
                NewUpload(
                    project: world.project.id, filename: "half.wav", details: SourceDetails(group: "speaker-0"),
                    sha256: nil, length: 10),
                by: world.admin.id, for: .seconds(60), at: now)
            func said(_ records: [PersonalRecord], _ record: String, _ name: String) -> [String?] {
                records.filter { $0.record == record }.map { $0.values[name] }
            }
            let spoken = try await store.personalData(ofSpeaker: "speaker-0")
            #expect(said(spoken, "decision", "note") == ["It is Ada."])
            #expect(said(spoken, "label", "label") == ["What an expert heard."])
            #expect(said(spoken, "unfinished upload", "filename") == ["half.wav"])
            let own = try await store.personalData(ofUser: world.admin.name)
            #expect(said(own, "decision", "label") == ["What an expert heard."])
            #expect(said(own, "unfinished upload", "group_name") == ["speaker-0"])
            #expect(said(own, "event about", "subject").allSatisfy { $0 == "user \(world.admin.id)" })
            #expect(!said(own, "event about", "action").isEmpty)
        }
    }

    @Test("A file that could not be cut is kept for its days from then on", arguments: Database.available)
    func drafts(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, sources: 0)
            let rules = StorageRules(retention: RetentionRules(draftDays: 7))
            try await store.changeStorageRules(
                from: .none, to: rules, of: world.project.id, by: world.admin.id, at: now)
            _ = try await store.addSource(World.newSource(3, in: world.project), by: world.admin.id, at: now)
            // Cut eight days after it was sent, since no worker ran.
            let failed = now.advanced(by: .seconds(8 * 86_400))
            let claim = try #require(try await store.claimJob(by: "worker", for: World.lease, at: failed))
            try await store.finish(claim, failure: "It is no recording.", at: failed)
            #expect(try await store.applyRetention(at: failed) == 0)
            #expect(try await store.applyRetention(at: failed.advanced(by: .seconds(7 * 86_400))) == 1)
        }
    }

    @Test("Somebody of whom there is but an unfinished upload is erased too", arguments: Database.available)
    func unfinished(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, sources: 0)
            _ = try await store.beginUpload(
                NewUpload(
                    project: world.project.id, filename: "half.wav", details: SourceDetails(group: "Carl"), sha256: nil,
                    length: 10), by: world.admin.id, for: .seconds(60), at: now)
            let erasure = try await store.erase(.speaker("Carl"), in: world.project.id, by: world.admin.id, at: now)
            #expect([erasure.sources, erasure.chunks] == [1, 0])
            #expect(try await store.personalData(ofSpeaker: "Carl").isEmpty)
        }
    }

    @Test("Where consent is demanded, what tells none is not frozen", arguments: Database.available)
    func consent(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "1/1", people: 1, sources: 1, chunks: 2)
            let silent = NewSource(
                project: world.project.id, filename: "b.wav", sha256: String(repeating: "b", count: 64), bytes: 10,
                details: SourceDetails(licence: "CC0-1.0"))
            let source = try await store.addSource(silent, by: world.admin.id, at: now)
            try await store.completeChunking(
                of: source.id, kind: .audio, duration: 2, chunks: [World.span(0)], at: now)
            try await world.settleAll()
            #expect(try await world.freeze().exampleCount == 3)
            let rules = StorageRules(needsConsent: true)
            try await store.changeStorageRules(
                from: .none, to: rules, of: world.project.id, by: world.admin.id, at: now)
            #expect(try await world.freeze().exampleCount == 2)
        }
    }
}
