/// One task's transcripts as sequences of small numbers, in an order that does not depend on who answered first.
struct TaskAnswers {
    /// The task's words as codes of the table, sorted by their scalars; elsewhere a word is its place in this list.
    let words: [Int32]
    /// The distinct answers, sorted.
    let distinct: [[Int32]]
    /// How many gave each distinct answer.
    let counts: [Int32]
    /// The distinct answer of each transcript, in the order they were given.
    let indexOf: [Int]

    /// - Parameter transcripts: codes of `table`.
    init(_ transcripts: some Collection<ArraySlice<Int32>>, table: borrowing WordTable) {
        var words = Array(Set(transcripts.joined()))
        words.sort { table.precedes($0, $1) }
        var places: [Int32: Int32] = [:]
        for (place, word) in words.enumerated() { places[word] = Int32(place) }
        let local = transcripts.map { $0.map { places[$0] ?? 0 } }
        let distinct = Set(local).sorted { $0.lexicographicallyPrecedes($1) }
        var indexes: [[Int32]: Int] = [:]
        for (index, answer) in distinct.enumerated() { indexes[answer] = index }
        var counts = [Int32](repeating: 0, count: distinct.count)
        indexOf = local.map { indexes[$0] ?? 0 }
        for index in indexOf { counts[index] += 1 }
        self.words = words
        self.distinct = distinct
        self.counts = counts
    }
}

extension WordTable {
    /// Whether a word comes before another in the order of their scalars.
    func precedes(_ a: Int32, _ b: Int32) -> Bool {
        scalars[scalars(of: a)].lexicographicallyPrecedes(scalars[scalars(of: b)])
    }
}
