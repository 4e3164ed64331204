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
            for statement in sql { try Tampering.run(statement, at: location) }
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
    static func run(_ sql: String, at location: StoreLocation) throws {
        switch location {
        case .postgres(let url): try PostgresShell.run(sql, at: url)
        case .sqlite(let path):
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = [
                "python3", "-c",
                "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()", path, sql,
            ]
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0)
        }
    }
}
