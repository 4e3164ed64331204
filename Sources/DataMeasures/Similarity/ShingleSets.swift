internal import TableIO

/// The shingles of some texts, to compare them exactly.
struct ShingleSets: Sendable {
    /// How far two texts agree, counted in different shingles.
    struct Overlap {
        let shared: Int
        let a: Int
        let b: Int

        var union: Int { a + b - shared }
        var jaccard: Double { Double(shared) / Double(union) }
        /// The share of the smaller one that is in the other.
        var containment: Double { Double(shared) / Double(min(a, b)) }
        /// Jaccard similarity of at least 0.8.
        var isNear: Bool { shared * 5 >= union * 4 }
        /// Nine tenths of one are in the other.
        var isContained: Bool { shared * 10 >= min(a, b) * 9 }
    }

    private let hashes: [[UInt64]]
    /// Of each sketch; -1 for those left out.
    private var places: [Int32]

    /// - Parameter wanted: the sketches to read again, without repeats.
    init(_ sketches: Sketches, _ columns: [(text: UTF8Column, validity: [Bool])], wanted: [Int32], threads: Int) {
        places = Array(repeating: -1, count: sketches.count)
        for (place, sketch) in wanted.enumerated() { places[Int(sketch)] = Int32(place) }
        var firsts: [Int] = [0]
        for column in columns { firsts.append(firsts.last! + column.text.count) }
        let parts = threads * 8
        let length = (wanted.count + parts - 1) / max(parts, 1)
        hashes = parallelMap(parts, threads: threads) { [firsts] part in
            var shingles = Shingles()
            return wanted[min(part * length, wanted.count)..<min((part + 1) * length, wanted.count)].map { sketch in
                let row = Int(sketches.rows[Int(sketch)])
                let column = firsts.lastIndex { $0 <= row }!
                let text = columns[column].text
                return text.bytes.withUnsafeBytes { bytes in
                    shingles.sortedSet(
                        UnsafeRawBufferPointer(rebasing: bytes[text.range(row - firsts[column])]),
                        sketches.kinds[Int(sketch)])
                }
            }
        }.flatMap { $0 }
    }

    /// - Complexity: O(*n*) in their shingles.
    func overlap(_ a: Int32, _ b: Int32) -> Overlap {
        hashes[Int(places[Int(a)])].withUnsafeBufferPointer { first in
            hashes[Int(places[Int(b)])].withUnsafeBufferPointer { second in
                var (i, j, shared) = (0, 0, 0)
                while i < first.count, j < second.count {
                    let (x, y) = (first[i], second[j])
                    shared += x == y ? 1 : 0
                    i += x <= y ? 1 : 0
                    j += y <= x ? 1 : 0
                }
                return Overlap(shared: shared, a: first.count, b: second.count)
            }
        }
    }
}
