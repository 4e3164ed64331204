/// Which channels of a recording are cut.
public enum ChannelChoice: Sendable, Hashable {
    /// All of them as one.
    case mix
    /// Each into files of its own, all with the same cuts: the two sides of a call.
    case split
    /// This one alone, counted from 0.
    case one(Int)
}

/// How many bits a sample of the chunks has.
public enum BitDepth: Int, Sendable, Hashable, CaseIterable {
    case sixteen = 16
    case twentyFour = 24
}

/// How decoded samples lie in memory: channels interleaved, 16 bits each, or the upper bits of 32.
struct SampleLayout: Sendable, Equatable {
    var channels = 1
    var depth = BitDepth.sixteen

    var bytesPerFrame: Int { channels * (depth == .sixteen ? 2 : 4) }

    /// Gives `body` the frames as 16-bit mono: the channels' mean, the upper bits.
    func withMono<Result>(
        _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeBufferPointer<Int16>) throws(ChunkingError) -> Result
    ) throws(ChunkingError) -> Result {
        if channels == 1, depth == .sixteen { return try body(bytes.assumingMemoryBound(to: Int16.self)) }
        let mono = mono(bytes)
        return try mono.withUnsafeBufferPointer(body)
    }

    func mono(_ bytes: UnsafeRawBufferPointer) -> [Int16] {
        let count = bytes.count / bytesPerFrame
        let channels = self.channels
        if channels == 1, depth == .sixteen { return Array(bytes.assumingMemoryBound(to: Int16.self)) }
        return [Int16](unsafeUninitializedCapacity: count) { target, filled in
            switch depth {
            case .sixteen:
                let samples = bytes.assumingMemoryBound(to: Int16.self)
                for frame in 0..<count {
                    var sum = 0
                    for channel in 0..<channels { sum += Int(samples[frame * channels + channel]) }
                    target[frame] = Int16(sum / channels)
                }
            case .twentyFour:
                let samples = bytes.assumingMemoryBound(to: Int32.self)
                for frame in 0..<count {
                    var sum = 0
                    for channel in 0..<channels { sum += Int(samples[frame * channels + channel]) }
                    target[frame] = Int16((sum / channels) >> 16)
                }
            }
            filled = count
        }
    }

    /// One channel's samples, in the upper bits of 32.
    func channel(_ channel: Int, of bytes: UnsafeRawBufferPointer) -> [Int32] {
        let count = bytes.count / bytesPerFrame
        switch depth {
        case .sixteen:
            let samples = bytes.assumingMemoryBound(to: Int16.self)
            return (0..<count).map { Int32(samples[$0 * channels + channel]) << 16 }
        case .twentyFour:
            let samples = bytes.assumingMemoryBound(to: Int32.self)
            return (0..<count).map { samples[$0 * channels + channel] }
        }
    }
}
