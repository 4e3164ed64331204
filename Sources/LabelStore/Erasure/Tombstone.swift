package import QuorumCore

/// What stays of an erasure: how much went, when and by whom, and not whose it was.
package struct Tombstone: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case source
        case speaker
        /// The project's own rules, of which only files and examples are counted.
        case retention
    }

    package let id: Int64
    package let kind: Kind
    package let erased: DataErasure
    /// nil for the service and its operator.
    package let actor: UserID?
    package let at: Timestamp
}

extension LabelStore {
    /// What was erased in a project, the latest first.
    ///
    /// - Parameter before: only erasures with a smaller number.
    package func tombstones(
        of project: ProjectID, before: Int64 = .max, limit: Int
    ) async throws(StoreError) -> [Tombstone] {
        try await read { (db) throws(StoreError) in
            _ = try db.project(project)
            var tombstones: [Tombstone] = []
            for row in try db.all(
                """
                SELECT id, kind, sources, chunks, answers, predictions, examples, actor, created_at FROM erasure
                WHERE project = $1 AND id < $2 ORDER BY id DESC LIMIT $3
                """, project, before, limit)
            { tombstones.append(try Tombstone(row)) }
            return tombstones
        }
    }
}

extension Tombstone {
    fileprivate init(_ row: Row) throws(StoreError) {
        let id = try row.int64(0)
        self.init(
            id: id, kind: try row.choice(1),
            erased: DataErasure(
                id: id, sources: try row.int(2), chunks: try row.int(3), answers: try row.int(4),
                predictions: try row.int(5), examples: try row.int(6)),
            actor: row.isNull(7) ? nil : try row.id(7), at: try row.timestamp(8))
    }
}
