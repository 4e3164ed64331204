internal import QuorumCore

extension Connection {
    /// The accounts of people whose answers are imported, by name; those without one get one that nobody can log in to.
    ///
    /// - Parameter people: names, each with the row it first stands in.
    /// - Throws: `.conflict` for somebody whose answers cannot be taken.
    func accounts(
        of people: [(name: String, row: Int)], in project: ProjectID, _ counts: inout ImportCounts, at: Timestamp
    ) throws(StoreError) -> [String: UserID] {
        var accounts = try accounts(of: people, in: project)
        for (name, _) in people where accounts[name] == nil {
            accounts[name] = try one(
                """
                INSERT INTO account (name, name_key, password_hash, role, created_at)
                VALUES ($1, $2, '', 'member', $3) RETURNING id
                """, name, name.lowercased(), at
            ).id(0)
            counts.people += 1
        }
        return accounts
    }

    /// The accounts there are of people whose answers are imported, by name.
    ///
    /// An account that can log in is only taken where it is of the project: nobody else's name is put to answers.
    ///
    /// - Throws: `.conflict` for the name of an account that is no member of the project, or is paused there.
    func accounts(
        of people: [(name: String, row: Int)], in project: ProjectID
    ) throws(StoreError) -> [String: UserID] {
        var accounts: [String: UserID] = [:]
        var looked: Set<String> = []
        for (name, row) in people where looked.insert(name).inserted {
            guard
                let present = try first(
                    """
                    SELECT a.id,
                        CASE WHEN a.password_hash = '' OR a.role = 'admin' OR m.account IS NOT NULL THEN 1 ELSE 0 END
                    FROM account a LEFT JOIN membership m ON m.account = a.id AND m.project = $2 WHERE a.name_key = $1
                    """, name.lowercased(), project)
            else { continue }
            guard try present.int(1) == 1 else {
                throw StoreError(
                    .conflict,
                    "\"\(name)\" is somebody who is no member of the project; make them one, or say whose answers these "
                        + "are (--user NAME=ACCOUNT).", field: "annotator", row: row)
            }
            let account: UserID = try present.id(0)
            guard try !isPaused(account, in: project) else {
                throw StoreError(
                    .conflict,
                    "\"\(name)\" is paused in the project; let them go on first, or leave their answers out.",
                    field: "annotator", row: row)
            }
            accounts[name] = account
        }
        return accounts
    }
}
