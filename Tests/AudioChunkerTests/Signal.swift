import Foundation
import QuorumCore

/// A recording made up for a test: words, which are buzzes that swell and fade, with gaps of known places.
struct Signal {
    static let rate = 16_000
    private(set) var samples: [Float] = []
    /// Seconds, of the silences between words.
    private(set) var gaps: [ClosedRange<Double>] = []
    private var random = SeededNumbers(seed: 7)

    var seconds: Double { Double(samples.count) / Double(Self.rate) }

    mutating func word(_ seconds: Double) {
        let count = Int(seconds * Double(Self.rate))
        let pitch = Float.random(in: 90...220, using: &random)
        for index in 0..<count {
            let time = Float(index) / Float(Self.rate)
            let edge = min(1, min(Float(index), Float(count - index)) / 320)
            var value: Float = 0
            for harmonic in 1...8 { value += sinf(2 * .pi * pitch * Float(harmonic) * 2 * time) / Float(harmonic) }
            samples.append(0.12 * edge * value * (0.7 + 0.3 * sinf(2 * .pi * 4 * time)))
        }
    }

    mutating func gap(_ seconds: Double) {
        let start = self.seconds
        samples.append(contentsOf: repeatElement(0, count: Int(seconds * Double(Self.rate))))
        gaps.append(start...self.seconds)
    }

    /// Adds white noise of an amplitude.
    mutating func addNoise(_ amplitude: Float) {
        for index in samples.indices { samples[index] += Float.random(in: -amplitude...amplitude, using: &random) }
    }

    /// Words of a little over a second with gaps of 0.4 s to 0.7 s.
    static func talk(words: Int, noise: Float = 0.0005) -> Signal {
        var signal = Signal()
        for word in 0..<words {
            signal.word(1.1 + 0.2 * Double(word % 3))
            if word < words - 1 { signal.gap(0.4 + 0.1 * Double(word % 4)) }
        }
        signal.addNoise(noise)
        return signal
    }

    /// A 16-bit mono WAV file.
    var wav: Data {
        var data = Data()
        func append(_ value: some FixedWidthInteger) {
            withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
        }
        let bytes = UInt32(samples.count * 2)
        data.append(contentsOf: Array("RIFF".utf8))
        append(36 + bytes)
        data.append(contentsOf: Array("WAVEfmt ".utf8))
        append(UInt32(16))
        append(UInt16(1))
        append(UInt16(1))
        append(UInt32(Self.rate))
        append(UInt32(Self.rate * 2))
        append(UInt16(2))
        append(UInt16(16))
        data.append(contentsOf: Array("data".utf8))
        append(bytes)
        for sample in samples { append(Int16(max(-1, min(1, sample)) * 32767)) }
        return data
    }
}
