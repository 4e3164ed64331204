extension Schema {
    /// Since when somebody has a webhook wait: what happens meanwhile is not noted for it.
    static func pausedWebhooks(_ dialect: Dialect) -> [String] {
        ["ALTER TABLE webhook ADD COLUMN paused_at \(dialect.integer)"]
    }
}
