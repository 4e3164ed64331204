/// The most common of many things, equally common ones in alphabetical order; the rest is never kept nor sorted.
struct TopList {
    private(set) var entries: [(code: Int32, count: Int, text: String)] = []
    private let limit: Int
    private let least: Int

    /// - Parameter least: things that occur less often are left out.
    init(limit: Int, atLeast least: Int = 1) {
        self.limit = limit
        self.least = least
    }

    /// - Parameter text: called only if the count is high enough.
    mutating func offer(_ code: Int32, count: Int, _ text: (Int32) -> String) {
        guard count >= least else { return }
        let isFull = entries.count == limit
        if isFull, count < entries[limit - 1].count { return }
        let entry = (code: code, count: count, text: text(code))
        if isFull, !Self.comesBefore(entry, entries[limit - 1]) { return }
        let place = entries.firstIndex { Self.comesBefore(entry, $0) } ?? entries.count
        entries.insert(entry, at: place)
        if entries.count > limit { entries.removeLast() }
    }

    private static func comesBefore(
        _ a: (code: Int32, count: Int, text: String), _ b: (code: Int32, count: Int, text: String)
    ) -> Bool {
        a.count != b.count ? a.count > b.count : a.text < b.text
    }
}
