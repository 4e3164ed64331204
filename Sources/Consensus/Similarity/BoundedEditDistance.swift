/// The Levenshtein distance of byte strings from one of them, 64 cells of the table at a time.
///
/// Bit vectors as in Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming"
/// (1999), in blocks and for whole strings as in Hyyrö (2003).
struct BoundedEditDistance {
    private let pattern: [UInt8]
    private let blocks: Int
    /// For each byte and block, where in the block the pattern has that byte.
    private let places: [UInt64]
    private var rises: [UInt64]
    private var falls: [UInt64]
    /// 64-cell steps taken, to bound the work by.
    private(set) var steps = 0

    /// - Complexity: O(*m*) for *m* bytes.
    init(from pattern: [UInt8]) {
        self.pattern = pattern
        blocks = (pattern.count + 63) / 64
        var places = [UInt64](repeating: 0, count: 256 * blocks)
        for (place, byte) in pattern.enumerated() {
            places[Int(byte) * blocks + place / 64] |= 1 << UInt64(place % 64)
        }
        self.places = places
        rises = [UInt64](repeating: 0, count: blocks)
        falls = rises
    }

    /// - Returns: the distance, nil where it is more than `limit`.
    /// - Complexity: O(*n* ⌈*m* / 64⌉) for *n* bytes of `text`; less where the limit is passed early.
    mutating func to(_ text: [UInt8], limit: Int) -> Int? {
        guard abs(text.count - pattern.count) <= limit else { return nil }
        guard blocks > 0 else { return text.count }
        let (blocks, last) = (blocks, UInt64(1) << UInt64((pattern.count - 1) % 64))
        var distance = pattern.count
        rises.withUnsafeMutableBufferPointer { rises in
            falls.withUnsafeMutableBufferPointer { falls in
                for block in 0..<blocks {
                    rises[block] = .max
                    falls[block] = 0
                }
                places.withUnsafeBufferPointer { places in
                    for (column, byte) in text.enumerated() {
                        distance += Self.advance(rises, falls, places, at: Int(byte) * blocks, blocks, last: last)
                        // Each byte that follows takes back one edit at most.
                        if distance - (text.count - 1 - column) > limit {
                            steps += (column + 1) * blocks
                            distance = .max
                            return
                        }
                    }
                    steps += text.count * blocks
                }
            }
        }
        return distance <= limit ? distance : nil
    }

    /// One byte of the text on.
    ///
    /// - Returns: by how much the table's last row changes.
    @inline(__always)
    private static func advance(
        _ rises: UnsafeMutableBufferPointer<UInt64>, _ falls: UnsafeMutableBufferPointer<UInt64>,
        _ places: UnsafeBufferPointer<UInt64>, at start: Int, _ blocks: Int, last: UInt64
    ) -> Int {
        // What comes in from the block above: along the table's first row each column is one more.
        var (risesIn, fallsIn): (UInt64, UInt64) = (1, 0)
        var change = 0
        for block in 0..<blocks {
            let (up, down) = (rises[block], falls[block])
            let equal = places[start + block]
            let vertical = equal | down
            let matching = equal | fallsIn
            let horizontal = (((matching & up) &+ up) ^ up) | matching
            var rising = down | ~(horizontal | up)
            var falling = up & horizontal
            if block == blocks - 1 { change = (rising & last != 0 ? 1 : 0) - (falling & last != 0 ? 1 : 0) }
            let (risesOut, fallsOut) = (rising >> 63, falling >> 63)
            rising = rising << 1 | risesIn
            falling = falling << 1 | fallsIn
            rises[block] = falling | ~(vertical | rising)
            falls[block] = rising & vertical
            (risesIn, fallsIn) = (risesOut, fallsOut)
        }
        return change
    }
}
