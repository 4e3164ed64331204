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
    func withMono(
        _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeBufferPointer<Int16>) throws(ChunkingError) -> Void
    ) throws(ChunkingError) {
        if channels == 1, depth == .sixteen { return try body(bytes.assumingMemoryBound(to: Int16.self)) }
        try mono(bytes).withUnsafeBufferPointer(body)
    }

    func mono(_ bytes: UnsafeRawBufferPointer) -> [Int16] {
        let channels = self.channels
        switch depth {
        case .sixteen:
            let samples = bytes.assumingMemoryBound(to: Int16.self)
            return frames(of: bytes) { frame in
                var sum = 0
                for channel in 0..<channels { sum &+= Int(samples[frame &* channels &+ channel]) }
                return Int16(truncatingIfNeeded: sum / channels)
            }
        case .twentyFour:
            let samples = bytes.assumingMemoryBound(to: Int32.self)
            return frames(of: bytes) { frame in
                var sum = 0
                for channel in 0..<channels { sum &+= Int(samples[frame &* channels &+ channel]) }
                return Int16(truncatingIfNeeded: (sum / channels) >> 16)
            }
        }
    }

    /// Gives `body` one channel's samples, the upper 16 bits.
    func withChannel(_ channel: Int, of bytes: UnsafeRawBufferPointer, _ body: (UnsafeBufferPointer<Int16>) -> Void) {
        let channels = self.channels
        switch depth {
        case .sixteen:
            let samples = bytes.assumingMemoryBound(to: Int16.self)
            if channels == 1 { return body(samples) }
            frames(of: bytes) { samples[$0 &* channels &+ channel] }.withUnsafeBufferPointer(body)
        case .twentyFour:
            let samples = bytes.assumingMemoryBound(to: Int32.self)
            frames(of: bytes) { Int16(samples[$0 &* channels &+ channel] >> 16) }.withUnsafeBufferPointer(body)
        }
    }

    @inline(__always)
    private func frames(of bytes: UnsafeRawBufferPointer, _ value: (Int) -> Int16) -> [Int16] {
        let count = bytes.count / bytesPerFrame
        return [Int16](unsafeUninitializedCapacity: count) { target, filled in
            for frame in 0..<count { target[frame] = value(frame) }
            filled = count
        }
    }
}
