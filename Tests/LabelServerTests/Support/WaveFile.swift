import Foundation

/// A recording to upload: tones with silence between them.
enum WaveFile {
    static let rate = 8000

    /// - Parameter tones: their lengths in seconds; each is followed by `pause` seconds of silence.
    static func tones(_ tones: [Double], pause: Double, frequency: Double = 440) -> [UInt8] {
        var samples: [Int16] = []
        for length in tones {
            for index in 0..<Int(length * Double(rate)) {
                samples.append(Int16(12_000 * sin(2 * .pi * frequency * Double(index) / Double(rate))))
            }
            samples += [Int16](repeating: 0, count: Int(pause * Double(rate)))
        }
        return header(samples: samples.count) + samples.flatMap { bytes(UInt16(bitPattern: $0)) }
    }

    private static func header(samples: Int) -> [UInt8] {
        let size = UInt32(samples * 2)
        return Array("RIFF".utf8) + bytes(size + 36) + Array("WAVEfmt ".utf8) + bytes(UInt32(16)) + bytes(UInt16(1))
            + bytes(UInt16(1)) + bytes(UInt32(rate)) + bytes(UInt32(rate * 2)) + bytes(UInt16(2)) + bytes(UInt16(16))
            + Array("data".utf8) + bytes(size)
    }

    private static func bytes<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
}
