/// English sounds of hesitation that say nothing.
enum FillerWords {
    private static let words: Set<[UInt8]> = Set(
        ["ah", "eh", "em", "er", "erm", "hm", "hmm", "mhm", "mm", "mmm", "uh", "uhh", "uhm", "um", "umm"].map {
            Array($0.utf8)
        })

    static func contains(_ key: ArraySlice<UInt8>) -> Bool {
        guard key.count <= 3 else { return false }
        return words.contains(key.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 })
    }
}
