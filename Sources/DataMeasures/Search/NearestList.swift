/// The nearest of any number of matches.
struct NearestList: Sendable {
    private let limit: Int
    private var matches: [NearestExamples.Match] = []

    init(limit: Int) { self.limit = limit }

    /// - Complexity: amortised O(log *l*) for a limit of *l*.
    mutating func add(_ match: NearestExamples.Match) {
        matches.append(match)
        if matches.count >= 4 * limit + 64 { cut() }
    }

    /// Nearest first.
    static func merged(_ lists: [NearestList], limit: Int) -> [NearestExamples.Match] {
        var all = NearestList(limit: limit)
        for list in lists { for match in list.matches { all.add(match) } }
        all.cut()
        return all.matches
    }

    private mutating func cut() {
        matches.sort(by: NearestExamples.Match.isBefore)
        matches.removeLast(max(0, matches.count - limit))
    }
}
