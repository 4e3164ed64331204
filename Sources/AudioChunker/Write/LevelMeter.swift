import Foundation

/// Measures a chunk's levels while it is written.
struct LevelMeter {
    private let rate: Int
    private let speech: SpeechFrames
    private var frame: Int
    private var frameEnd: Int64
    private var position: Int64
    private var peak: Int32 = 0
    private var clipped = 0
    private var energy: (speech: Double, background: Double) = (0, 0)
    private var samples: (speech: Int, background: Int) = (0, 0)

    /// - Parameter start: the chunk's first sample.
    init(_ speech: SpeechFrames, rate: Int, start: Int64) {
        self.speech = speech
        self.rate = rate
        position = start
        frame = SpeechFrames.frame(of: start, rate)
        frameEnd = BandLevels.firstSample(ofFrame: frame + 1, rate: rate)
    }

    mutating func add(_ block: UnsafeBufferPointer<Int16>) {
        var index = 0
        while index < block.count {
            while position >= frameEnd {
                frame += 1
                frameEnd = BandLevels.firstSample(ofFrame: frame + 1, rate: rate)
            }
            let count = min(block.count - index, Int(frameEnd - position))
            let sum = measure(UnsafeBufferPointer(rebasing: block[index..<index + count]))
            if speech[frame] {
                energy.speech += Double(sum)
                samples.speech += count
            } else {
                energy.background += Double(sum)
                samples.background += count
            }
            index += count
            position += Int64(count)
        }
    }

    /// Takes note of the extremes; without branches, so that the compiler takes several samples at a time.
    ///
    /// - Returns: the sum of the squares.
    private mutating func measure(_ part: UnsafeBufferPointer<Int16>) -> Int64 {
        var sum: Int64 = 0
        var (low, high) = (Int16.max, Int16.min)
        for sample in part {
            let value = Int32(sample)
            sum &+= Int64(value &* value)
            low = min(low, sample)
            high = max(high, sample)
        }
        peak = max(peak, Int32(high), -Int32(low))
        if low == .min || high == .max {
            for sample in part where sample == .min || sample == .max { clipped += 1 }
        }
        return sum
    }

    var levels: ChunkLevels {
        let all = samples.speech + samples.background
        return ChunkLevels(
            speechRatio: all == 0 ? 0 : ChunkLevels.rounded(Double(samples.speech) / Double(all), 1000),
            peakDBFS: ChunkLevels.decibels(Double(peak) * Double(peak)),
            rmsDBFS: all == 0
                ? ChunkLevels.silence : ChunkLevels.decibels((energy.speech + energy.background) / Double(all)),
            snrDB: snrDB, clippedSamples: clipped)
    }

    private var snrDB: Double? {
        guard samples.speech * 20 >= rate, samples.background * 20 >= rate else { return nil }
        let noise = max(energy.background / Double(samples.background), 1e-3)
        let speech = max(energy.speech / Double(samples.speech) - noise, noise * 1e-3)
        return ChunkLevels.rounded(min(100, 10 * log10(speech / noise)), 100)
    }
}

/// How loud a chunk is.
struct ChunkLevels: Sendable, Equatable {
    /// Stands for digital silence.
    static let silence = -120.0

    /// Share of the time that is speech, 0...1.
    let speechRatio: Double
    let peakDBFS: Double
    let rmsDBFS: Double
    /// Speech over background in decibels, at most 100; nil when under 50 ms of either is at hand.
    let snrDB: Double?
    /// Samples at full scale.
    let clippedSamples: Int

    fileprivate static func decibels(_ meanSquare: Double) -> Double {
        meanSquare == 0 ? silence : rounded(max(silence, 10 * log10(meanSquare / (32768 * 32768))), 100)
    }

    fileprivate static func rounded(_ value: Double, _ steps: Double) -> Double { (value * steps).rounded() / steps }
}
