internal import QuorumCore

extension Connection {
    /// The accounts of people whose answers are imported, by name; those without one get one that nobody can log in to.
    ///
    /// An account that can log in is only taken where it is of the project: nobody else's name is put to answers.
    ///
    /// - Parameter people: names, each with the row it first stands in.
    /// - Throws: `.conflict` for the name of an account that is no member of the project.
    func accounts(
        of people: [(name: String, row: Int)], in project: ProjectID, by actor: UserID?, _ counts: inout ImportCounts,
        at: Timestamp
    ) throws(StoreError) -> [String: UserID] {
        var accounts: [String: UserID] = [:]
        for (name, row) in people where accounts[name] == nil {
            if let present = try first(
                """
                SELECT a.id, CASE WHEN a.password_hash = '' OR a.role = 'admin' OR m.account IS NOT NULL THEN 1 ELSE 0 END
                FROM account a LEFT JOIN membership m ON m.account = a.id AND m.project = $2 WHERE a.name_key = $1
                """, name.lowercased(), project)
            {
                guard try present.int(1) == 1 else {
                    throw StoreError(
                        .conflict,
                        "\"\(name)\" is somebody who is no member of the project; make them one, or say with --user "
                            + "whose answers these are.", field: "annotator", row: row)
                }
                accounts[name] = try present.id(0)
            } else {
                accounts[name] = try one(
                    """
                    INSERT INTO account (name, name_key, password_hash, role, created_at)
                    VALUES ($1, $2, '', 'member', $3) RETURNING id
                    """, name, name.lowercased(), at
                ).id(0)
                counts.people += 1
            }
        }
        return accounts
    }
}
