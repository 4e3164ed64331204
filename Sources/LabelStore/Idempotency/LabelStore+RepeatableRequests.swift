package import QuorumCore

extension LabelStore {
    /// Lets an attempt at a request begin, unless another is at it or was.
    ///
    /// - Parameters:
    ///   - fingerprint: the same for the same request only.
    ///   - lease: after so long without an answer another attempt may take over; what this one writes then is refused.
    ///   - keeping: how long the key is remembered.
    package func begin(
        _ request: RepeatableRequest, fingerprint: String, lease: Duration, keeping: Duration, at: Timestamp
    ) async throws(StoreError) -> RepeatStanding {
        try await write { (db) throws(StoreError) in
            try db.run("DELETE FROM idempotency_key WHERE expires_at <= $1", at)
            let added = try db.run(
                """
                INSERT INTO idempotency_key (account, key_hash, fingerprint, claim, state, due_at, expires_at)
                VALUES ($1, $2, $3, $4, 'claimed', $5, $6) ON CONFLICT (account, key_hash) DO NOTHING
                """, request.user, request.keyHash, fingerprint, request.claim, at.advanced(by: lease),
                at.advanced(by: keeping))
            if added == 1 { return .claimed }
            guard
                let row = try db.first(
                    """
                    SELECT fingerprint, state, answer, due_at FROM idempotency_key
                    WHERE account = $1 AND key_hash = $2 \(db.dialect.forUpdate)
                    """, request.user, request.keyHash)
            else { return .inProgress }
            guard try row.text(0) == fingerprint else { return .otherRequest }
            if let answer = try row.optionalText(2) { return .answered(answer) }
            guard try row.timestamp(3) <= at else { return .inProgress }
            guard try row.text(1) == "claimed" else { return .answerLost }
            try db.run(
                "UPDATE idempotency_key SET claim = $3, due_at = $4 WHERE account = $1 AND key_hash = $2",
                request.user, request.keyHash, request.claim, at.advanced(by: lease))
            return .claimed
        }
    }

    /// Keeps the answer for whoever repeats the request, if the attempt still stands.
    package func keep(answer: String, to request: RepeatableRequest) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            try db.run(
                """
                UPDATE idempotency_key SET state = 'answered', answer = $4
                WHERE account = $1 AND key_hash = $2 AND claim = $3
                """, request.user, request.keyHash, request.claim, answer)
        }
    }

    /// Forgets an attempt that changed nothing, so that the next may begin at once.
    package func giveUp(_ request: RepeatableRequest) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            try db.run(
                """
                DELETE FROM idempotency_key
                WHERE account = $1 AND key_hash = $2 AND claim = $3 AND state = 'claimed'
                """, request.user, request.keyHash, request.claim)
        }
    }
}

extension Connection {
    /// Notes, in the transaction that does something for an attempt, that it was done.
    ///
    /// - Throws: `.conflict` when another attempt has taken over; then nothing is done.
    func apply(_ request: RepeatableRequest) throws(StoreError) {
        let stands = try run(
            """
            UPDATE idempotency_key SET state = 'applied'
            WHERE account = $1 AND key_hash = $2 AND claim = $3 AND state IN ('claimed', 'applied')
            """, request.user, request.keyHash, request.claim)
        guard stands == 1 else {
            throw StoreError(.conflict, "The request took too long and is being done by its repetition; wait for that.")
        }
    }
}
