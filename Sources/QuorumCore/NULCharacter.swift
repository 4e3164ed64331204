extension String {
    /// Whether the character NUL is in it, which PostgreSQL cannot hold.
    package var holdsNUL: Bool {
        utf8.withContiguousStorageIfAvailable { $0.contains(0) } ?? utf8.contains(0)
    }
}
