internal import QuorumCore

/// One row of what is kept about a person.
package struct PersonalRecord: Sendable, Hashable, Encodable {
    /// What it is: `account`, `answer`, …
    package let record: String
    package let values: [String: String]
}

extension LabelStore {
    /// All that is kept about a user, but how often a login failed, which is forgotten within a quarter of an hour.
    ///
    /// - Throws: `.notFound` when nobody has the name.
    /// - Complexity: O(*n*) memory for *n* rows.
    package func personalData(ofUser name: String) async throws(StoreError) -> [PersonalRecord] {
        try await read { (db) throws(StoreError) in
            guard let row = try db.first("SELECT id FROM account WHERE name_key = $1", name.lowercased()) else {
                throw StoreError(.notFound, "Nobody is named \"\(name)\".")
            }
            let id: UserID = try row.id(0)
            return try db.records(PersonalQueries.user, id)
                + db.records(PersonalQueries.userBySubject, "user \(id)")
        }
    }

    /// All that is kept of what a person said or wrote, in all projects; empty for an unknown name.
    ///
    /// - Parameter name: the group under which uploads and tables name them.
    package func personalData(ofSpeaker name: String) async throws(StoreError) -> [PersonalRecord] {
        try await read { (db) throws(StoreError) in try db.records(PersonalQueries.speaker, name) }
    }
}

extension Connection {
    fileprivate func records(
        _ queries: [PersonalQueries.Query], _ subject: any SQLConvertible
    ) throws(StoreError) -> [PersonalRecord] {
        var records: [PersonalRecord] = []
        for query in queries {
            for row in try all(query.sql, subject) {
                var values: [String: String] = [:]
                for (name, value) in zip(query.names, row.values) { values[name] = value.words }
                records.append(PersonalRecord(record: query.record, values: values))
            }
        }
        return records
    }
}

extension SQLValue {
    /// nil for null.
    fileprivate var words: String? {
        switch self {
        case .null: nil
        case .integer(let value): String(value)
        case .real(let value): String(value)
        case .text(let value): value
        }
    }
}
