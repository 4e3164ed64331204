extension String {
    /// An address, or what was meant to be one, as a complaint may show it: without the name and the password that may
    /// stand before its host.
    package var withoutUserInfo: String {
        guard let end = lastIndex(of: "@") else { return self }
        let scheme = firstRange(of: "://").map(\.upperBound) ?? startIndex
        return self[..<(scheme <= end ? scheme : startIndex)] + "…" + self[end...]
    }
}
