/// Texts that look alike, put into groups: those that are equal, and those that differ by few bytes.
///
/// Two texts are alike when `1 − distance / longer` is at least `likeness`, by the Levenshtein distance of their UTF-8
/// bytes. Each text joins the group whose **leader** it is most like, else leads one of its own; leaders are the texts
/// that most items share, then the earliest. So every text of a group is like its leader, however many there are: alike
/// is not passed on from neighbour to neighbour.
///
/// Of up to `mostExhaustive` different texts none is missed. Leaders are found by the blocks of three bytes they consist
/// of: an edit spoils at most one block, so a text within `k` edits of a leader of `b` blocks holds at least `b − k` of
/// them somewhere (Gravano et al. 2001). Among more texts leaders are found by MinHash (`TextSketches`), which misses some
/// of those that are only just alike.
public struct SimilarTexts {
    /// Bytes of the longest text that is compared with others that are not equal to it.
    public static let longestCompared = 4000
    /// Different texts of which none is missed.
    public static let mostExhaustive = 20_000
    public static let standardSteps = 1_000_000_000

    /// What was found.
    public struct Found: Sendable {
        /// The items of each group of two and more, ascending; the largest groups first, then the earliest.
        public let groups: [[Int]]
        /// Whether there was more to compare than a search does; then texts that are left are grouped by equality alone.
        public let isPartial: Bool
    }

    private let likeness: Double
    private let mostSteps: Int
    private let isExhaustive: Bool
    private var leaders: [Leader] = []
    /// For each block, the leaders it is in, once for each time.
    private var leadersOfBlock: [UInt32: [Int32]] = [:]
    /// Leaders of which no block need be left, such as very short ones.
    private var elusive: [Int32] = []
    /// The leaders, where they are found by MinHash.
    private var sketches: TextSketches
    private var steps = 0
    private var isPartial = false
    /// Blocks of each leader that the text at hand has.
    private var shared: [Int32] = []

    private struct Leader {
        let text: [UInt8]
        var items: [Int]
    }

    private init(likeness: Double, mostSteps: Int, isExhaustive: Bool) {
        self.likeness = likeness
        self.mostSteps = mostSteps
        self.isExhaustive = isExhaustive
        sketches = TextSketches(likeness: likeness)
    }

    /// - Parameters:
    ///   - texts: normalised, one an item.
    ///   - likeness: 0.5...1; at 1 only equal texts are alike.
    ///   - most: items of a group; where more are alike, there are several groups.
    ///   - mostSteps: steps of 64 cells of distance tables; the standard takes a few seconds.
    ///   - mostExhaustive: different texts of which none is missed; above it a hundred thousand take a few seconds.
    /// - Complexity: O(*n*) for equal texts; at worst O(*d*²) for *d* different ones, up to `mostSteps`.
    public static func groups(
        of texts: [String], likeness: Double, most: Int, mostSteps: Int = standardSteps,
        mostExhaustive: Int = mostExhaustive
    ) -> Found {
        precondition((0.5...1).contains(likeness) && most >= 2)
        let different = equal(texts)
        var search = SimilarTexts(
            likeness: likeness, mostSteps: mostSteps, isExhaustive: different.count <= mostExhaustive)
        var complete: [[Int]] = []
        for items in different {
            for start in stride(from: 0, to: items.count, by: most) {
                let part = Array(items[start..<min(start + most, items.count)])
                if part.count == most || likeness == 1 {
                    complete.append(part)
                } else {
                    search.add(Array(texts[part[0]].utf8), part, most: most)
                }
            }
        }
        let groups = (complete + search.leaders.map { $0.items.sorted() }).filter { $0.count > 1 }.sorted {
            $0.count == $1.count ? $0[0] < $1[0] : $0.count > $1.count
        }
        return Found(groups: groups, isPartial: search.isPartial)
    }

    /// The items of each different text; the most frequent text first, then the earliest.
    private static func equal(_ texts: [String]) -> [[Int]] {
        var places: [String: Int] = [:]
        var groups: [[Int]] = []
        for (item, text) in texts.enumerated() {
            if let place = places[text] {
                groups[place].append(item)
            } else {
                places[text] = groups.count
                groups.append([item])
            }
        }
        return groups.sorted { $0.count == $1.count ? $0[0] < $1[0] : $0.count > $1.count }
    }

    private mutating func add(_ text: [UInt8], _ items: [Int], most: Int) {
        let isEnough = steps >= mostSteps
        guard text.count <= Self.longestCompared, !isEnough else {
            // It can be in no group but its own.
            if isEnough { isPartial = true }
            leaders.append(Leader(text: text, items: items))
            shared.append(0)
            return
        }
        let keys = isExhaustive ? [] : sketches.keys(of: text)
        if let leader = closest(to: text, keys, joining: items.count, most: most) {
            leaders[leader].items += items
        } else {
            lead(text, keys, items)
        }
    }

    private mutating func lead(_ text: [UInt8], _ keys: [UInt32], _ items: [Int]) {
        let leader = Int32(leaders.count)
        leaders.append(Leader(text: text, items: items))
        shared.append(0)
        guard isExhaustive else { return sketches.add(leader, keys: keys) }
        let blocks = text.count / 3
        for block in 0..<blocks {
            leadersOfBlock[Self.gram(text, at: block * 3), default: []].append(leader)
        }
        // The longest text it can be like is the one that allows most edits.
        if blocks <= edits(allowedFor: Int(Double(text.count) / likeness) + 1) { elusive.append(leader) }
    }

    private mutating func closest(to text: [UInt8], _ keys: [UInt32], joining count: Int, most: Int) -> Int? {
        var distance = BoundedEditDistance(from: text)
        defer { steps += distance.steps }
        var best: (leader: Int, distance: Int, longer: Int)?
        for candidate in candidates(for: text, keys) {
            let leader = leaders[candidate]
            let longer = max(text.count, leader.text.count)
            guard leader.items.count + count <= most,
                let found = distance.to(leader.text, limit: edits(allowedFor: longer))
            else { continue }
            // Shares of edits compared as fractions; on a tie the earlier leader, which more items share, keeps it.
            if best.map({ found * $0.longer < $0.distance * longer }) ?? true { best = (candidate, found, longer) }
        }
        return best?.leader
    }

    /// Leaders that may be alike, in order.
    private mutating func candidates(for text: [UInt8], _ keys: [UInt32]) -> [Int] {
        guard isExhaustive else { return candidates(meeting: keys, length: text.count) }
        var touched: [Int32] = []
        if text.count >= 3 {
            for gram in Set((0...text.count - 3).map { Self.gram(text, at: $0) }) {
                for leader in leadersOfBlock[gram] ?? [] {
                    if shared[Int(leader)] == 0 { touched.append(leader) }
                    shared[Int(leader)] += 1
                }
            }
        }
        var found = Set(elusive.map { Int($0) })
        for leader in touched {
            let length = leaders[Int(leader)].text.count
            let needed = length / 3 - edits(allowedFor: max(length, text.count))
            if Int(shared[Int(leader)]) >= needed { found.insert(Int(leader)) }
            shared[Int(leader)] = 0
        }
        return found.sorted()
    }

    /// Leaders that are probably alike, in order.
    private mutating func candidates(meeting keys: [UInt32], length: Int) -> [Int] {
        var found: [Int] = []
        var met = 0
        let most = (mostSteps - steps) / Self.stepsOfMeeting
        sketches.forEachText(meeting: keys) { leader in
            met += 1
            let other = leaders[leader].text.count
            if shared[leader] == 0, abs(other - length) <= edits(allowedFor: max(other, length)) {
                shared[leader] = 1
                found.append(leader)
            }
            return met < most
        }
        for leader in found { shared[leader] = 0 }
        steps += met * Self.stepsOfMeeting
        return found.sorted()
    }

    /// What a text that shares a key costs, in steps of a distance table.
    private static let stepsOfMeeting = 4

    /// - Parameter longer: bytes of the longer of two texts.
    private func edits(allowedFor longer: Int) -> Int { Int((1 - likeness) * Double(longer) + 1e-9) }

    private static func gram(_ text: [UInt8], at start: Int) -> UInt32 {
        UInt32(text[start]) << 16 | UInt32(text[start + 1]) << 8 | UInt32(text[start + 2])
    }
}
