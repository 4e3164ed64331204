extension Schema {
    /// API tokens that are good for one project only; those from before are good for all.
    static func projectTokens(_ dialect: Dialect) -> [String] {
        ["ALTER TABLE api_token ADD COLUMN project \(dialect.integer) REFERENCES project (id)"]
    }
}
