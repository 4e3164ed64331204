internal import Crypto
internal import Foundation

/// Measures a recording while it is decoded, in memory that grows by some bytes a frame only.
final class AudioMeter {
    /// Full scale of 16 bits, upwards.
    private static let full: Float = 32767.0 / 32768

    private var rate = 0
    private var channels = 0
    private var frames = 0
    private var digest = SHA256()
    private var loudness: Loudness?
    private var peak: Float = 0
    private var sums: [Double] = []
    private var squares = 0.0
    private var runs: [Int] = []
    private var clipped = 0
    private var levels: FrameLevels?
    private var band: Bandwidth?
    private var fingerprinter: Fingerprinter?

    func add(_ block: AudioBlock) {
        if rate == 0 { begin(block) }
        block.samples.withUnsafeBytes { digest.update(bufferPointer: $0) }
        block.samples.withUnsafeBufferPointer { samples in
            loudness?.add(samples)
            measure(samples)
        }
        frames += block.samples.count / channels
        let mono = mixed(block)
        levels?.add(mono)
        band?.add(mono)
        fingerprinter?.add(mono)
    }

    /// nil when nothing was decoded.
    func profile() -> AudioProfile? {
        guard frames > 0, var levels, let band, var fingerprinter else { return nil }
        let count = frames * channels
        let (silence, range) = levels.finish()
        withUnsafeBytes(of: (Int64(rate).littleEndian, Int64(channels).littleEndian)) {
            digest.update(bufferPointer: $0)
        }
        return AudioProfile(
            rate: rate, channels: channels, frames: frames, loudness: loudness?.integrated,
            peak: 20 * log10(Double(peak)), rms: 10 * log10(squares / Double(count)),
            clipping: Double(clipped) / Double(count),
            dcOffset: sums.map { ($0 / Double(frames)).magnitude }.max() ?? 0, silence: silence, range: range,
            bandwidth: band.finish(), digest: Array(digest.finalize()), fingerprint: fingerprinter.finish())
    }

    private func begin(_ block: AudioBlock) {
        (rate, channels) = (block.rate, block.channels)
        loudness = Loudness(rate: rate, channels: channels)
        sums = Array(repeating: 0, count: channels)
        runs = Array(repeating: 0, count: channels)
        levels = FrameLevels(rate: rate)
        band = Bandwidth(rate: rate)
        fingerprinter = Fingerprinter(rate: rate)
    }

    private func measure(_ samples: UnsafeBufferPointer<Float>) {
        for channel in 0..<channels {
            var sum = 0.0
            for index in stride(from: channel, to: samples.count, by: channels) {
                let sample = samples[index]
                let size = sample.magnitude
                peak = max(peak, size)
                sum += Double(sample)
                squares += Double(sample) * Double(sample)
                if size >= Self.full {
                    runs[channel] += 1
                    if runs[channel] == 3 { clipped += 3 } else if runs[channel] > 3 { clipped += 1 }
                } else {
                    runs[channel] = 0
                }
            }
            sums[channel] += sum
        }
    }

    private func mixed(_ block: AudioBlock) -> [Float] {
        guard channels > 1 else { return block.samples }
        let scale = 1 / Float(channels)
        return (0..<block.samples.count / channels).map { frame in
            var sum: Float = 0
            for channel in 0..<channels { sum += block.samples[frame * channels + channel] }
            return sum * scale
        }
    }
}

/// The power of frames of 20 ms.
private struct FrameLevels {
    private let length: Int
    private var power = 0.0
    private var filled = 0
    private var powers: [Double] = []

    init(rate: Int) { length = max(1, rate / 50) }

    mutating func add(_ samples: [Float]) {
        for sample in samples {
            power += Double(sample) * Double(sample)
            filled += 1
            if filled == length {
                powers.append(power / Double(length))
                (power, filled) = (0, 0)
            }
        }
    }

    /// What is shorter than a frame counts as one.
    mutating func finish() -> (silence: Double, range: Double?) {
        if powers.isEmpty, filled > 0 { powers.append(power / Double(filled)) }
        powers.sort()
        let quiet = max(1e-8, (powers.last ?? 0) * 1e-4)
        let silence = Double(powers.count { $0 < quiet }) / Double(max(1, powers.count))
        guard powers.count >= 20, powers[0] > 0 else { return (silence, nil) }
        let low = Quantile.of(sorted: powers, 0.05)
        return (silence, 10 * log10(Quantile.of(sorted: powers, 0.95) / low))
    }
}

/// Up to which frequency there is sound: the mean power spectrum of frames of 32 to 64 ms that overlap by half.
private struct Bandwidth {
    private static let lowest: Float = 1e-7

    private let rate: Int
    private let spectrum: PowerSpectrum
    private var held: [Float] = []
    private var powers: [Float]
    private var count = 0

    init(rate: Int) {
        self.rate = rate
        var length = 256
        while length * 2 <= rate / 16 { length *= 2 }
        spectrum = PowerSpectrum(length: length)
        powers = Array(repeating: 0, count: length / 2 + 1)
    }

    mutating func add(_ samples: [Float]) {
        held.append(contentsOf: samples)
        var start = 0
        held.withUnsafeBufferPointer { held in
            while start + spectrum.length <= held.count {
                spectrum.add(held.baseAddress! + start, to: &powers)
                start += spectrum.length / 2
                count += 1
            }
        }
        held.removeFirst(start)
    }

    func finish() -> Double? {
        guard count > 0, let strongest = powers.dropFirst().max(), strongest > 0,
            let last = powers.lastIndex(where: { $0 >= strongest * Self.lowest })
        else { return nil }
        return Double(last) * Double(rate) / Double(spectrum.length)
    }
}
