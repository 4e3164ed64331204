import Foundation
import LabelStore
import QuorumCore
import Testing

@Suite("The record of who did what")
struct AuditStoreTests {
    /// A store with some events, closed, changed by `sql` behind its back, and verified.
    private func verification(
        _ database: Database, after sql: [String], known: String? = nil
    ) async throws -> AuditVerification {
        try await database.withLocation { location in
            let store = try await LabelStore.open(location)
            let world = try await World.make(in: store, policy: "2/2", people: 2, chunks: 1)
            for person in world.people { try await world.answer(person, "Yes") }
            #expect(try await store.verifyAudit().faults.isEmpty)
            await store.close()
            for statement in sql { try await Tampering.run(statement, at: location) }
            let again = try await LabelStore.open(location)
            let found = try await again.verifyAudit(known: known)
            await again.close()
            return found
        }
    }

    @Test(
        "Every changed field of a row is found and its event named", arguments: Database.available,
        [
            "detail = detail || 'x'", "action = 'user.praised'", "subject = 'user 77'", "at = at + 1",
            "actor = CASE WHEN actor = 1 THEN 2 ELSE 1 END", "hash = 'abc'",
        ])
    func altered(database: Database, change: String) async throws {
        let found = try await verification(database, after: ["UPDATE audit_event SET \(change) WHERE sequence = 4"])
        // With another hash the next event does not follow either.
        let named: [AuditVerification.Fault] = [.altered(sequence: 4)]
        #expect(found.faults == (change.hasPrefix("hash") ? named + [.altered(sequence: 5)] : named))
    }

    @Test("A row taken out is found, in the middle and at the end", arguments: Database.available)
    func missing(database: Database) async throws {
        let middle = try await verification(database, after: ["DELETE FROM audit_event WHERE sequence = 3"])
        #expect(middle.faults.first == .missing(sequence: 3))
        let end = try await verification(
            database, after: ["DELETE FROM audit_event WHERE sequence = (SELECT MAX(sequence) FROM audit_event)"])
        #expect(end.faults == [.wrongEnd(last: end.events, head: end.events + 1)])
    }

    /// Somebody's name in the event that made their account, as older records have it, and the person erased.
    private func erasure(_ database: Database, then sql: [String]) async throws -> [AuditVerification.Fault] {
        try await database.withLocation { location in
            let store = try await LabelStore.open(location)
            let world = try await World.make(in: store, policy: "2/2", people: 2, chunks: 1)
            let (person, other) = (world.people[0], world.people[1])
            await store.close()
            try await Tampering.run(
                "UPDATE audit_event SET detail = 'Ada' WHERE action = 'user.created' AND subject = 'user \(person.id)'",
                at: location)
            let again = try await LabelStore.open(location)
            #expect(try await again.verifyAudit().faults.count == 1)
            #expect(try await again.erase(userNamed: person.name, at: World.now).events == 1)
            await again.close()
            for statement in sql {
                try await Tampering.run(
                    statement.replacing("PERSON", with: "'user \(person.id)'")
                        .replacing("OTHER", with: "'user \(other.id)'"), at: location)
            }
            let last = try await LabelStore.open(location)
            let faults = try await last.verifyAudit().faults
            await last.close()
            return faults
        }
    }

    @Test("An erasure takes a name out of the record, and nothing else", arguments: Database.available)
    func erased(database: Database) async throws {
        #expect(try await erasure(database, then: []).isEmpty)
        let others = [
            "UPDATE audit_event SET actor = actor + 1 WHERE action = 'user.created' AND subject = PERSON",
            "UPDATE audit_event SET at = at + 1 WHERE action = 'user.created' AND subject = PERSON",
            "UPDATE audit_event SET detail = 'Eve' WHERE action = 'user.created' AND subject = PERSON",
            "UPDATE audit_event SET detail = '(erased)' WHERE action = 'user.created' AND subject = OTHER",
        ]
        for sql in others { #expect(try await erasure(database, then: [sql]).count == 1, "\(sql)") }
    }

    @Test("A record that was cut short with its head lacks a hash that was noted", arguments: Database.available)
    func cut(database: Database) async throws {
        let cut = [
            "DELETE FROM audit_event WHERE sequence > 5",
            "UPDATE audit_head SET sequence = 5, hash = (SELECT hash FROM audit_event WHERE sequence = 5)",
        ]
        #expect(try await verification(database, after: cut).faults.isEmpty)
        let noted = String(repeating: "f", count: 64)
        #expect(try await verification(database, after: cut, known: noted).faults == [.unknownHash(noted)])
    }
}

/// Changes a database behind the store's back.
enum Tampering {
    static func run(_ sql: String, at location: StoreLocation) async throws {
        switch location {
        case .postgres(let url): try await PostgresShell.run(sql, at: url)
        case .sqlite(let path):
            let script =
                "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"
            try await Tool.run("python3", ["-c", script, path, sql])
        }
    }
}
