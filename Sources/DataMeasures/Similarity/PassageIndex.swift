/// Texts by the passages they share, to find those that stand in longer ones.
struct PassageIndex {
    /// A passage of more texts, such as a licence's, says nothing about which of them hold each other.
    static let mostTexts = 64

    /// Pairs of sketches of which one may contain the other, the lower number in the high half, sorted.
    private(set) var pairs: [UInt64] = []

    init(_ sketches: Sketches, members: [Int32], threads: Int) {
        var entries: [UInt64] = []
        entries.reserveCapacity(sketches.passages.count)
        for member in members {
            for passage in sketches.passages(of: Int(member)) { entries.append(UInt64(passage) << 32 | UInt64(member)) }
        }
        entries.sortUnique()
        let groups = Groups(entries, sketchCount: sketches.count)
        let parts = threads * 4
        let length = (members.count + parts - 1) / max(parts, 1)
        let found = parallelMap(parts, threads: threads) { part in
            groups.pairs(of: members[min(part * length, members.count)..<min((part + 1) * length, members.count)])
        }
        for part in found { pairs += part }
        pairs.sortUnique()
    }

    /// Shared passages with their texts, and of each text its shared passages.
    private struct Groups: Sendable {
        private let texts: [Int32]
        private let ends: [Int32]
        private var groupsOfSketch: [Int32]
        private var starts: [Int32]
        /// Different passages of each sketch, shared or not.
        private var passages: [Int32]

        init(_ entries: [UInt64], sketchCount: Int) {
            var texts: [Int32] = []
            var ends: [Int32] = []
            passages = Array(repeating: 0, count: sketchCount)
            var start = 0
            while start < entries.count {
                var end = start + 1
                while end < entries.count, entries[end] >> 32 == entries[start] >> 32 { end += 1 }
                for entry in entries[start..<end] { passages[Int(entry & 0xFFFF_FFFF)] += 1 }
                if end - start > 1, end - start <= mostTexts {
                    for entry in entries[start..<end] { texts.append(Int32(truncatingIfNeeded: entry)) }
                    ends.append(Int32(texts.count))
                }
                start = end
            }
            self.texts = texts
            self.ends = ends
            var counts = [Int32](repeating: 0, count: sketchCount + 1)
            for text in texts { counts[Int(text) + 1] += 1 }
            for index in counts.indices.dropFirst() { counts[index] += counts[index - 1] }
            starts = counts
            groupsOfSketch = Array(repeating: 0, count: texts.count)
            var next = counts
            var group: Int32 = 0
            for (index, text) in texts.enumerated() {
                if index == Int(ends[Int(group)]) { group += 1 }
                groupsOfSketch[Int(next[Int(text)])] = group
                next[Int(text)] += 1
            }
        }

        /// Pairs in which the one with fewer passages shares half of them.
        func pairs(of members: ArraySlice<Int32>) -> [UInt64] {
            var pairs: [UInt64] = []
            var shared = [Int32](repeating: 0, count: passages.count)
            var touched: [Int32] = []
            for member in members {
                let own = groupsOfSketch[Int(starts[Int(member)])..<Int(starts[Int(member) + 1])]
                guard own.count * 2 >= Int(passages[Int(member)]), !own.isEmpty else { continue }
                for group in own {
                    let start = group == 0 ? 0 : ends[Int(group) - 1]
                    for text in texts[Int(start)..<Int(ends[Int(group)])] where text != member {
                        if shared[Int(text)] == 0 { touched.append(text) }
                        shared[Int(text)] += 1
                    }
                }
                for text in touched {
                    if shared[Int(text)] * 2 >= passages[Int(member)], passages[Int(text)] >= passages[Int(member)] {
                        pairs.append(UInt64(min(text, member)) << 32 | UInt64(max(text, member)))
                    }
                    shared[Int(text)] = 0
                }
                touched.removeAll(keepingCapacity: true)
            }
            return pairs
        }
    }
}
