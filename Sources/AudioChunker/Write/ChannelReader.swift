/// Reads single channels of stored sound, block by block, into memory that is used again.
final class ChannelReader {
    /// Samples of one channel.
    struct Block {
        /// With 16 bits.
        let samples: UnsafeBufferPointer<Int16>
        /// With all their bits, in the upper ones of 32, where they have more than 16.
        let deep: UnsafeBufferPointer<Int32>?
    }

    private static let blockLength = 1 << 16

    private let spool: SampleSpool
    private let layout: SampleLayout
    private let frames: UnsafeMutableRawBufferPointer
    private let samples: UnsafeMutableBufferPointer<Int16>
    private let deep: UnsafeMutableBufferPointer<Int32>

    init(_ spool: SampleSpool, _ layout: SampleLayout) {
        self.spool = spool
        self.layout = layout
        frames = .allocate(byteCount: Self.blockLength * layout.bytesPerFrame, alignment: 16)
        samples = .allocate(capacity: layout == SampleLayout() ? 0 : Self.blockLength)
        deep = .allocate(capacity: layout.depth == .sixteen ? 0 : Self.blockLength)
    }

    deinit {
        frames.deallocate()
        samples.deallocate()
        deep.deallocate()
    }

    func forEachBlock(
        of range: Range<Int64>, channel: Int, _ body: (Block) throws(ChunkingError) -> Void
    ) throws(ChunkingError) {
        var position = range.lowerBound
        while position < range.upperBound {
            let count = Int(min(Int64(Self.blockLength), range.upperBound - position))
            let bytes = UnsafeMutableRawBufferPointer(rebasing: frames[..<(count * layout.bytesPerFrame)])
            try spool.read(at: position, layout, into: bytes)
            try body(block(UnsafeRawBufferPointer(bytes), count, channel))
            position += Int64(count)
        }
    }

    private func block(_ bytes: UnsafeRawBufferPointer, _ count: Int, _ channel: Int) -> Block {
        switch layout.depth {
        case .sixteen:
            let all = bytes.assumingMemoryBound(to: Int16.self)
            if layout.channels == 1 { return Block(samples: all, deep: nil) }
            for frame in 0..<count { samples[frame] = all[frame * layout.channels + channel] }
            return Block(samples: UnsafeBufferPointer(rebasing: samples[..<count]), deep: nil)
        case .twentyFour:
            let all = bytes.assumingMemoryBound(to: Int32.self)
            for frame in 0..<count {
                let sample = all[frame * layout.channels + channel]
                deep[frame] = sample
                samples[frame] = Int16(sample >> 16)
            }
            return Block(
                samples: UnsafeBufferPointer(rebasing: samples[..<count]),
                deep: UnsafeBufferPointer(rebasing: deep[..<count]))
        }
    }
}
