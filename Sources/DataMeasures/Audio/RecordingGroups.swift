/// Rows by recordings that are the same.
struct RecordingGroups: Sendable {
    enum Variant: String, CaseIterable, Sendable {
        /// Every sample is the same.
        case pcm
        /// They sound the same: encoded again, louder or softer, cut at the ends.
        case fingerprint
    }

    /// By split, the group of each row, numbered from 0 in the order of first rows; -1 for a row without a recording.
    let exact: [[Int32]]
    let similar: [[Int32]]
    /// Pairs that sound the same without being equal, as groups of `exact`.
    let pairs: [FingerprintMatches.Pair]
    /// Recordings too short for a fingerprint to tell them from others.
    let tooShort: Int
    /// Recordings that could not be decoded, and so are in no group.
    let undecoded: Int

    init(_ recordings: SplitRecordings, threads: Int) {
        undecoded = recordings.failures.count
        var numbers: [[UInt8]: Int32] = [:]
        var prints: [Fingerprint] = []
        exact = recordings.profiles.map { profiles in
            profiles.map { profile in
                guard let profile else { return -1 }
                if let known = numbers[profile.digest] { return known }
                let number = Int32(numbers.count)
                numbers[profile.digest] = number
                prints.append(profile.fingerprint)
                return number
            }
        }
        tooShort = prints.count { $0.sounding < FingerprintMatches.fewestFrames }
        pairs = FingerprintMatches(prints, threads: threads).pairs
        var union = UnionFind(count: prints.count)
        for pair in pairs { union.join(pair.a, pair.b) }
        var roots: [Int32] = []
        for group in 0..<Int32(prints.count) { roots.append(union.find(group)) }
        similar = exact.map { rows in rows.map { $0 < 0 ? -1 : roots[Int($0)] } }
    }

    func groups(_ variant: Variant) -> [[Int32]] { variant == .pcm ? exact : similar }
}
