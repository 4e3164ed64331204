internal import Foundation

/// What a recording sounds like, in 32 bits for every 16 ms, after Haitsma and Kalker (ISMIR 2002).
///
/// A bit says whether the difference in power between two neighbouring bands grew or fell since the frame before. Gain
/// cancels out, encoding changes few of the bits, and cutting shifts them.
struct Fingerprint: Sendable {
    /// One a frame.
    let words: [UInt32]
    /// Whether a frame is more than noise: within 40 dB of the loudest.
    let isSounding: [Bool]

    var sounding: Int { isSounding.count { $0 } }

    /// How many of this recording's sounding frames lie beside frames of `other`, and the share of bits that differ
    /// between them.
    ///
    /// - Parameter shift: frame `i` here stands beside frame `i + shift` there.
    func compare(_ other: Fingerprint, shift: Int) -> (frames: Int, errors: Double) {
        let first = max(0, -shift)
        let end = min(words.count, other.words.count - shift)
        var frames = 0
        var bits = 0
        var frame = first
        while frame < end {
            if isSounding[frame] || other.isSounding[frame + shift] {
                frames += 1
                bits += (words[frame] ^ other.words[frame + shift]).nonzeroBitCount
            }
            frame += 1
        }
        return (frames, frames == 0 ? 1 : Double(bits) / Double(32 * frames))
    }
}

/// Makes a fingerprint block by block.
struct Fingerprinter {
    private static let rate = 8000
    private static let hop = 128
    private static let length = 2048
    private static let bands = 33
    /// In hertz: where speech is, and what narrow telephone lines and codecs keep.
    private static let range = 300.0...3000.0
    private static let edges: [Int] = (0...bands).map { index in
        let octaves = log2(range.upperBound / range.lowerBound) * Double(index) / Double(bands)
        return Int((range.lowerBound * exp2(octaves) * Double(length) / Double(rate)).rounded())
    }

    private var downsampler: Downsampler
    private let spectrum = PowerSpectrum(length: length)
    private var held: [Float] = Array(repeating: 0, count: length / 2)
    private var bins: [Float] = Array(repeating: 0, count: length / 2 + 1)
    /// How much each band had more than the next one, of the frame before; empty before the first.
    private var differences: [Float] = []
    private var words: [UInt32] = []
    private var powers: [Float] = []

    init(rate: Int) { downsampler = Downsampler(from: rate, to: Self.rate) }

    mutating func add(_ samples: [Float]) {
        downsampler.add(samples, to: &held)
        drain()
    }

    mutating func finish() -> Fingerprint {
        held.append(contentsOf: repeatElement(0, count: Self.length / 2))
        drain()
        let loudest = powers.max() ?? 0
        return Fingerprint(words: words, isSounding: powers.map { $0 > loudest * 1e-4 && $0 > 1e-6 })
    }

    private mutating func drain() {
        var start = 0
        while start + Self.length <= held.count {
            for index in bins.indices { bins[index] = 0 }
            held.withUnsafeBufferPointer { spectrum.add($0.baseAddress! + start, to: &bins) }
            note()
            start += Self.hop
        }
        held.removeFirst(start)
    }

    /// Compares the bands of `bins` with those of the frame before.
    private mutating func note() {
        let isFirst = differences.isEmpty
        if isFirst { differences = Array(repeating: 0, count: Self.bands - 1) }
        var word: UInt32 = 0
        var upper = power(0)
        var sum = upper
        for band in 0..<Self.bands - 1 {
            let lower = upper
            upper = power(band + 1)
            sum += upper
            let difference = lower - upper
            if difference > differences[band] { word |= 1 << UInt32(band) }
            differences[band] = difference
        }
        guard !isFirst else { return }
        words.append(word)
        powers.append(sum)
    }

    private func power(_ band: Int) -> Float {
        var sum: Float = 0
        for bin in Self.edges[band]..<Self.edges[band + 1] { sum += bins[bin] }
        return sum
    }
}
