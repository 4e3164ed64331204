/// Levels of eight frequency bands and of the whole signal's speech range, every 10 ms at any sample rate.
///
/// A level is one byte, half a decibel a step from −120 dBFS, so that an hour takes under 3 MB.
struct BandLevels: Sendable {
    static let bandCount = 8
    static let framesPerSecond = 100

    let sampleRate: Int
    let sampleCount: Int64
    /// `bandCount` bytes a frame, in time order.
    let levels: [UInt8]

    /// A level in half decibels above −120 dBFS.
    subscript(frame: Int, band: Int) -> Int { Int(levels[frame * Self.bandCount + band]) }

    var frameCount: Int { levels.count / Self.bandCount }

    /// The sample a frame starts at; the frame after the last starts at or after the last sample.
    static func firstSample(ofFrame frame: Int, rate: Int) -> Int64 {
        Int64(frame) * Int64(rate) / Int64(framesPerSecond)
    }
}
