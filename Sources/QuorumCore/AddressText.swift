extension String {
    /// An address, or what was meant to be one, as a complaint may show it: without the name and the password that may
    /// stand before its host, and without its query, which may hold a key.
    package var withoutUserInfo: String {
        guard let scheme = firstRange(of: "://")?.upperBound else { return withoutUserInfo(from: startIndex) }
        let query = self[scheme...].firstIndex(of: "?")
        guard let query else { return withoutUserInfo(from: scheme) }
        return String(self[...query]).withoutUserInfo(from: scheme) + "…"
    }

    private func withoutUserInfo(from start: Index) -> String {
        guard let end = self[start...].lastIndex(of: "@") else { return self }
        return self[..<start] + "…" + self[end...]
    }
}
