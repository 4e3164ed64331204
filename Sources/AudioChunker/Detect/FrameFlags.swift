/// A yes or no for every frame of a recording, one bit each: 45 KB an hour.
struct FrameFlags: Sendable {
    private var words: [UInt64] = []
    private(set) var count = 0

    mutating func append(contentsOf flags: some Sequence<Bool>) {
        for flag in flags {
            if count % 64 == 0 { words.append(0) }
            if flag { words[count / 64] |= 1 << UInt64(count % 64) }
            count += 1
        }
    }

    /// False beyond what is known.
    subscript(frame: Int) -> Bool {
        (0..<count).contains(frame) && words[frame / 64] >> UInt64(frame % 64) & 1 == 1
    }
}
