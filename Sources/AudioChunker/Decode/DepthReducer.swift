import QuorumCore

/// Takes integer samples to fewer bits with triangular noise of one step to either side, so that what is lost becomes an
/// even hiss and no distortion. The noise follows from a sample's place alone: the same source gives the same bytes.
struct DepthReducer {
    let target: BitDepth
    private var numbers = SeededNumbers(seed: 0)

    init(to target: BitDepth) { self.target = target }

    /// Rounds samples that fill 32 bits; the lower bits of the result are 0.
    mutating func reduce(_ samples: UnsafeMutableBufferPointer<Int32>) {
        let shift = Int64(32 - target.rawValue)
        let step = Int64(1) << shift
        let top = Int64(Int32.max) >> shift
        for index in samples.indices {
            let noise = numbers.next()
            // The difference of two even draws of one step each.
            let draw = Int64(noise & 0xFFFF_FFFF) % step - Int64(noise >> 32) % step
            let rounded = (Int64(samples[index]) + draw + step / 2) >> shift
            samples[index] = Int32(min(top, max(-top - 1, rounded)) << shift)
        }
    }
}
