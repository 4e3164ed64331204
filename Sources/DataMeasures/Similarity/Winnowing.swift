/// Passages that texts are found by (Schleimer, Wilkerson, Aiken 2003): of every 16 shingles in a row, the least hash.
///
/// Two texts that share 20 words in a row share a passage, wherever it stands in them.
enum Winnowing {
    static let window = 16

    /// Appends the passages of a text, as the low halves of their hashes.
    static func append(_ hashes: [UInt64], to passages: inout [UInt32]) {
        guard !hashes.isEmpty else { return }
        hashes.withUnsafeBufferPointer { hashes in
            var least = -1
            for end in min(window, hashes.count)...hashes.count {
                let start = max(0, end - window)
                let before = least
                if least < start {
                    least = start
                    for index in start..<end where low(hashes[index]) <= low(hashes[least]) { least = index }
                } else if low(hashes[end - 1]) <= low(hashes[least]) {
                    least = end - 1
                }
                if least != before { passages.append(low(hashes[least])) }
            }
        }
    }

    @inline(__always)
    private static func low(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash) }
}
