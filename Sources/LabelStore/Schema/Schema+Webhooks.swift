extension Schema {
    /// Addresses that hear of a project's events.
    ///
    /// What happens is put into `webhook_outbox` in the transaction in which it does, and gathered from there into
    /// messages, `webhook_delivery`. `due_at` is when a message is sent next; whoever sends it puts that off first, so
    /// that another takes over if it dies. `webhook.failing_since` is when the first of the latest failures was.
    static func webhooks(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE webhook (
                id \(dialect.identity),
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                url TEXT NOT NULL,
                events TEXT NOT NULL,
                secret TEXT NOT NULL,
                created_at \(dialect.integer) NOT NULL,
                failing_since \(dialect.integer),
                disabled_at \(dialect.integer),
                disabled_because TEXT,
                CHECK ((disabled_at IS NULL) = (disabled_because IS NULL))
            )
            """,
            "CREATE INDEX webhook_project ON webhook (project, id)",
            """
            CREATE TABLE webhook_outbox (
                id \(dialect.identity),
                webhook \(dialect.integer) NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
                event TEXT NOT NULL,
                data TEXT NOT NULL,
                at \(dialect.integer) NOT NULL
            )
            """,
            "CREATE INDEX webhook_outbox_webhook ON webhook_outbox (webhook, id)",
            """
            CREATE TABLE webhook_delivery (
                id \(dialect.identity),
                webhook \(dialect.integer) NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
                event TEXT NOT NULL,
                payload TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'failed')),
                attempts \(dialect.integer) NOT NULL DEFAULT 0,
                status \(dialect.integer),
                failure TEXT,
                created_at \(dialect.integer) NOT NULL,
                due_at \(dialect.integer) NOT NULL
            )
            """,
            "CREATE INDEX webhook_delivery_due ON webhook_delivery (due_at) WHERE state = 'pending'",
            "CREATE INDEX webhook_delivery_webhook ON webhook_delivery (webhook, id)",
            "CREATE INDEX webhook_delivery_age ON webhook_delivery (created_at)",
        ]
    }
}
