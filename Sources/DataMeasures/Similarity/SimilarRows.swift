internal import TableIO

/// The texts of all splits that are nearly the same, or stand in one another.
///
/// Rows with the same shingles make a class. Candidates among the classes come from bands of MinHash minima and from
/// shared passages; each one is verified by the exact similarity of its shingles.
struct SimilarRows: Sendable {
    struct Pair: Sendable {
        /// Classes; of a contained pair `a` is the shorter text.
        let a: Int32
        let b: Int32
        /// Jaccard similarity, or the share of `a` that is in `b`.
        let similarity: Double
    }

    /// Of each row, by split; -1 where there is no text.
    let classOfRow: [[Int32]]
    /// Rows of each class, by split.
    let sizes: [[Int32]]
    /// Of at least 0.8, by class.
    let near: [Pair]
    /// Texts that are not near, but nine tenths of which stand in a longer one.
    let contained: [Pair]
    /// Some texts were so many with a band in common that only some of their pairs were verified.
    let hasCrowds: Bool

    var classCount: Int { sizes.first?.count ?? 0 }

    init(_ columns: [Column], threads: Int) {
        let texts = columns.map { (text: $0.asText(), validity: $0.validity) }
        let sketches = Sketches(texts, threads: threads)
        let classes = ContentClasses(sketches.contents, rowCounts: columns.map(\.count))
        classOfRow = classes.classOfRow
        sizes = classes.sizes
        let members = (0..<Int32(sketches.count)).filter { classes.isFirst[Int(sketches.rows[Int($0)])] }
        let bands = BandIndex(sketches, members: members, threads: threads)
        var candidates = PassageIndex(sketches, members: members, threads: threads).pairs
        candidates += bands.pairs
        candidates.sortUnique()

        var isWanted = [Bool](repeating: false, count: sketches.count)
        for pair in candidates {
            isWanted[Int(pair >> 32)] = true
            isWanted[Int(pair & 0xFFFF_FFFF)] = true
        }
        for sketch in bands.crowds.joined() { isWanted[Int(sketch)] = true }
        let sets = ShingleSets(
            sketches, texts, wanted: members.filter { isWanted[Int($0)] }, threads: threads)
        var verified = Verification(sets: sets, kinds: sketches.kinds) { classes.flat[Int(sketches.rows[Int($0)])] }
        for pair in candidates { verified.compare(Int32(pair >> 32), Int32(pair & 0xFFFF_FFFF)) }
        for crowd in bands.crowds {
            let byContent = crowd.sorted {
                sketches.contents[Int(sketches.rows[Int($0)])] < sketches.contents[Int(sketches.rows[Int($1)])]
            }
            verified.compareWithLeaders(byContent, sketches) { candidate in
                classes.sizes.map { $0[Int(candidate)] > 0 }
            }
        }
        (near, contained) = verified.finished()
        hasCrowds = !bands.crowds.isEmpty
    }
}

/// Rows by their content hash; classes are numbered in the order of their first rows.
private struct ContentClasses {
    private(set) var classOfRow: [[Int32]] = []
    private(set) var sizes: [[Int32]] = []
    /// The class of each row, numbered through.
    private(set) var flat: [Int32] = []
    /// Whether a row, numbered through, is the first of its class.
    private(set) var isFirst: [Bool] = []

    init(_ contents: [UInt64], rowCounts: [Int]) {
        var known: [UInt64: Int32] = [:]
        known.reserveCapacity(contents.count)
        flat.reserveCapacity(contents.count)
        isFirst.reserveCapacity(contents.count)
        for content in contents {
            guard content != 0 else {
                flat.append(-1)
                isFirst.append(false)
                continue
            }
            let next = Int32(known.count)
            let found = known[content, default: next]
            if found == next { known[content] = next }
            flat.append(found)
            isFirst.append(found == next)
        }
        var start = 0
        for count in rowCounts {
            classOfRow.append(Array(flat[start..<start + count]))
            start += count
        }
        sizes = classOfRow.map { rows in
            var sizes = [Int32](repeating: 0, count: known.count)
            for group in rows where group >= 0 { sizes[Int(group)] += 1 }
            return sizes
        }
    }
}

/// Compares candidates exactly and keeps those that are alike.
private struct Verification {
    /// Texts of a crowd that the others of it are compared with.
    private static let mostLeaders = 256

    let sets: ShingleSets
    let kinds: [Shingles.Kind]
    /// The class of a sketch.
    let classOf: (Int32) -> Int32
    private var near: [UInt64: Double] = [:]
    private var contained: [UInt64: Double] = [:]

    init(sets: ShingleSets, kinds: [Shingles.Kind], classOf: @escaping (Int32) -> Int32) {
        self.sets = sets
        self.kinds = kinds
        self.classOf = classOf
    }

    @discardableResult
    mutating func compare(_ a: Int32, _ b: Int32) -> Bool {
        let overlap = sets.overlap(a, b)
        let (first, second) = (classOf(a), classOf(b))
        if overlap.isNear {
            near[CodePair.pair(min(first, second), max(first, second))] = overlap.jaccard
            return true
        }
        // A short text is not looked for in longer ones, so what bands find by chance does not count.
        if kinds[Int(a)] == .words, overlap.isContained, overlap.a != overlap.b {
            let pair = overlap.a < overlap.b ? CodePair.pair(first, second) : CodePair.pair(second, first)
            contained[pair] = overlap.containment
        }
        return false
    }

    /// Compares each text with the leaders before it, and makes it one where no leader that is near has rows in all
    /// splits it has rows in.
    ///
    /// - Complexity: O(*n*) in the members, times `mostLeaders`.
    mutating func compareWithLeaders(
        _ members: [Int32], _ sketches: Sketches, splitsOf: (Int32) -> [Bool]
    ) {
        var leaders: [(sketch: Int32, splits: [Bool])] = []
        for member in members {
            let splits = splitsOf(classOf(member))
            var covered = splits.map { !$0 }
            for leader in leaders
            where BandIndex.isPlausible(sketches, Int(member), Int(leader.sketch)) && compare(member, leader.sketch) {
                for split in covered.indices where leader.splits[split] { covered[split] = true }
            }
            if covered.contains(false), leaders.count < Self.mostLeaders { leaders.append((member, splits)) }
        }
    }

    func finished() -> (near: [SimilarRows.Pair], contained: [SimilarRows.Pair]) {
        // Two kinds of shingles may judge the same two texts differently: alike is alike.
        let others = contained.filter { pair, _ in
            let (a, b) = CodePair.codes(pair)
            return near[CodePair.pair(min(a, b), max(a, b))] == nil
        }
        return (Self.sorted(near), Self.sorted(others))
    }

    private static func sorted(_ pairs: [UInt64: Double]) -> [SimilarRows.Pair] {
        pairs.sorted { $0.key < $1.key }.map { pair, similarity in
            let (a, b) = CodePair.codes(pair)
            return SimilarRows.Pair(a: a, b: b, similarity: similarity)
        }
    }
}
