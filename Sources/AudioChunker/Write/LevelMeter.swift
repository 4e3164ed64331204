import Foundation

/// Measures a chunk's levels while it is written.
struct LevelMeter {
    /// Stands for digital silence.
    static let silence = -120.0

    private let rate: Int
    private let isSpeech: [Bool]
    private var frame: Int
    private var frameEnd: Int64
    private var position: Int64
    private var peak: Int32 = 0
    private var clipped = 0
    private var energy: (speech: Double, background: Double) = (0, 0)
    private var samples: (speech: Int, background: Int) = (0, 0)

    /// - Parameters:
    ///   - isSpeech: of the whole recording, a value a frame.
    ///   - start: the chunk's first sample.
    init(isSpeech: [Bool], rate: Int, start: Int64) {
        self.isSpeech = isSpeech
        self.rate = rate
        position = start
        frame = Int(start * Int64(BandLevels.framesPerSecond) / Int64(rate))
        frameEnd = BandLevels.firstSample(ofFrame: frame + 1, rate: rate)
    }

    mutating func add(_ block: [Int16]) {
        var index = 0
        while index < block.count {
            while position >= frameEnd {
                frame += 1
                frameEnd = BandLevels.firstSample(ofFrame: frame + 1, rate: rate)
            }
            let count = min(block.count - index, Int(frameEnd - position))
            var sum: Int64 = 0
            for sample in block[index..<index + count] {
                let value = Int32(sample)
                sum += Int64(value * value)
                peak = max(peak, abs(value))
                if sample == .max || sample == .min { clipped += 1 }
            }
            if frame < isSpeech.count, isSpeech[frame] {
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

    var peakDBFS: Double { Self.decibels(Double(peak) * Double(peak)) }

    var rmsDBFS: Double {
        let all = samples.speech + samples.background
        return all == 0 ? Self.silence : Self.decibels((energy.speech + energy.background) / Double(all))
    }

    var speechRatio: Double {
        let all = samples.speech + samples.background
        return all == 0 ? 0 : Self.rounded(Double(samples.speech) / Double(all), 1000)
    }

    /// Speech over background in decibels, at most 100; nil when under 50 ms of either is at hand.
    var snrDB: Double? {
        guard samples.speech * 20 >= rate, samples.background * 20 >= rate else { return nil }
        let noise = max(energy.background / Double(samples.background), 1e-3)
        let speech = max(energy.speech / Double(samples.speech) - noise, noise * 1e-3)
        return Self.rounded(min(100, 10 * log10(speech / noise)), 100)
    }

    var clippedSamples: Int { clipped }

    private static func decibels(_ meanSquare: Double) -> Double {
        meanSquare == 0 ? silence : rounded(max(silence, 10 * log10(meanSquare / (32768 * 32768))), 100)
    }

    private static func rounded(_ value: Double, _ steps: Double) -> Double { (value * steps).rounded() / steps }
}
