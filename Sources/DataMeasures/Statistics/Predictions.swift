/// What is predicted of rows, where many rows have the same scores.
struct Predictions {
    let classes: Int
    /// The group of each row.
    var groups: [Int32]
    /// Of each group a score a class, one after another; the highest is the prediction.
    private(set) var scores: [Double] = []

    init(rows: Int, classes: Int) {
        self.classes = classes
        groups = [Int32](repeating: 0, count: rows)
    }

    var groupCount: Int { scores.count / classes }

    /// A new group, whose scores are the shares of the classes among `counts`, with one more of each.
    mutating func add(_ counts: some Collection<Int>) -> Int32 {
        let total = Double(counts.reduce(counts.count, +))
        scores.append(contentsOf: counts.lazy.map { (Double($0) + 1) / total })
        return Int32(groupCount - 1)
    }

    /// The class of the highest score; the first of several.
    func prediction(_ group: Int) -> Int {
        let own = group * classes..<(group + 1) * classes
        return own.max { scores[$0] < scores[$1] }! - own.lowerBound
    }
}
