/// Pairs of recordings that sound the same.
///
/// Frames with the same word in two recordings say how these could lie beside each other; there all their frames are
/// compared. A pair is found when enough of the shorter one lies beside the other and few of the bits differ: far fewer
/// than anywhere else, for tones of the same pitches agree by chance wherever they meet. Sound that repeats itself without
/// an end is therefore told by its samples alone.
struct FingerprintMatches {
    struct Pair: Sendable {
        let a: Int32
        let b: Int32
        /// Share of the bits that differ where both lie beside each other.
        let errors: Double
    }

    /// Unrelated sound differs in half of the bits. Beyond this share, two recordings are not the same.
    static let mostErrors = 0.30
    /// Sounding frames that must lie beside each other: 0.8 s.
    static let fewestFrames = 50
    /// Share of the shorter recording's sounding frames that must.
    static let leastCovered = 0.5
    /// Of the least share of bits that differ elsewhere, the most that may differ where two recordings are the same.
    /// Measured: strings of dialling tones 0.69 and more, the same ones encoded again 0.49 and less, speech 0.25.
    static let mostOfChance = 0.6
    /// Frames apart from which places have no samples in common, and up to which others are looked at.
    private static let elsewhere = 16...256
    /// Places that a pair is compared at; of equal recordings most words are of the right one.
    private static let mostTries = 64
    /// Recordings that share a word with more others are compared with the nearest only.
    private static let mostNeighbours = 24

    private(set) var pairs: [Pair] = []

    /// - Complexity: O(*n* log *n*) in the frames of all recordings, and O(*m*) in the frames of each pair that shares a
    ///   word, of which every frame begins at most 24.
    init(_ prints: [Fingerprint], threads: Int) {
        let index = WordIndex(prints)
        let parts = parallelMap(threads, threads: threads) { part in
            Self.pairs(in: index, index.range(part, of: threads), prints)
        }
        var best: [UInt64: Pair] = [:]
        for pair in parts.joined() {
            let key = CodePair.pair(pair.a, pair.b)
            if let known = best[key], known.errors <= pair.errors { continue }
            best[key] = pair
        }
        pairs = best.values.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    }

    private static func pairs(in index: WordIndex, _ range: Range<Int>, _ prints: [Fingerprint]) -> [Pair] {
        var found: [UInt64: Pair] = [:]
        var tried: [UInt64: Set<Int>] = [:]
        var start = range.lowerBound
        while start < range.upperBound {
            let end = index.endOfWord(at: start)
            for first in start..<end {
                for second in (first + 1)..<max(first + 1, min(end, first + 1 + mostNeighbours)) {
                    let (x, y) = (index.place(first), index.place(second))
                    guard x.recording != y.recording else { continue }
                    let (a, b) = x.recording < y.recording ? (x, y) : (y, x)
                    let key = CodePair.pair(a.recording, b.recording)
                    guard found[key] == nil else { continue }
                    let shift = Int(b.frame) - Int(a.frame)
                    guard tried[key]?.count ?? 0 < mostTries, tried[key, default: []].insert(shift).inserted
                    else { continue }
                    if let pair = verify(a.recording, b.recording, shift, prints) { found[key] = pair }
                }
            }
            start = end
        }
        return Array(found.values)
    }

    /// The place may be off by some frames: those that share the word may be neighbours.
    private static func verify(_ a: Int32, _ b: Int32, _ shift: Int, _ prints: [Fingerprint]) -> Pair? {
        let (x, y) = (prints[Int(a)], prints[Int(b)])
        let shorter = min(x.sounding, y.sounding)
        let needed = max(fewestFrames, Int(leastCovered * Double(shorter)))
        guard shorter >= fewestFrames else { return nil }
        let around = (shift - 2...shift + 2).map { x.compare(y, shift: $0) }
        guard let place = around.indices.min(by: { around[$0].errors < around[$1].errors }),
            around[place].frames >= needed, around[place].errors <= mostErrors,
            around[place].errors <= mostOfChance * chance(x, y, beside: shift - 2 + place, frames: needed / 2)
        else { return nil }
        return Pair(a: a, b: b, errors: around[place].errors)
    }

    /// The least share of bits that differ where two recordings do not lie beside each other as found, but may.
    private static func chance(_ x: Fingerprint, _ y: Fingerprint, beside shift: Int, frames: Int) -> Double {
        let others = elsewhere.flatMap { [shift - $0, shift + $0] }.map { x.compare(y, shift: $0) }
        return others.filter { $0.frames >= max(fewestFrames / 2, frames) }.map(\.errors).min() ?? 0.5
    }
}

/// The sounding frames of all recordings by their words.
private struct WordIndex {
    struct Place {
        let recording: Int32
        let frame: Int32
    }

    private let words: [UInt32]
    private let places: [Place]

    init(_ prints: [Fingerprint]) {
        var entries: [(word: UInt32, place: Place)] = []
        for (recording, print) in prints.enumerated() where print.sounding >= FingerprintMatches.fewestFrames {
            for frame in print.words.indices where print.isSounding[frame] {
                entries.append((print.words[frame], Place(recording: Int32(recording), frame: Int32(frame))))
            }
        }
        var keys = entries.indices.map { UInt64(entries[$0].word) << 32 | UInt64($0) }
        RadixSort.sort(&keys)
        words = keys.map { UInt32($0 >> 32) }
        places = keys.map { entries[Int($0 & 0xFFFF_FFFF)].place }
    }

    func place(_ index: Int) -> Place { places[index] }

    func endOfWord(at start: Int) -> Int {
        var end = start + 1
        while end < words.count, words[end] == words[start] { end += 1 }
        return end
    }

    /// One of `count` parts of about the same length, which no word crosses.
    func range(_ part: Int, of count: Int) -> Range<Int> {
        func edge(_ part: Int) -> Int {
            let edge = words.count * part / count
            return edge == 0 || edge == words.count ? edge : endOfWord(at: edge - 1)
        }
        return edge(part)..<max(edge(part), edge(part + 1))
    }
}
