/// Items put together that have the same labels as often.
struct VotePatterns {
    /// One item of each pattern.
    private(set) var items: [Int] = []
    /// How many items have it.
    private(set) var sizes: [Int] = []

    /// - Returns: nil where there are too many to gain by it.
    init?(of all: [Int], in votes: CodedVotes) {
        var places: [[Int32]: Int] = [:]
        for item in all {
            let pattern = votes.labels[votes.votes(of: item)].sorted()
            if let place = places[pattern] {
                sizes[place] += 1
            } else {
                guard items.count < all.count / 16 else { return nil }
                places[pattern] = items.count
                items.append(item)
                sizes.append(1)
            }
        }
    }
}
