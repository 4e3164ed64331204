/// Levels of eight frequency bands, every 10 ms at any sample rate, for a stretch of a recording.
///
/// A level is one byte, half a decibel a step from −120 dBFS.
struct BandLevels: Sendable {
    static let bandCount = 8
    static let framesPerSecond = 100

    /// `bandCount` bytes a frame, in time order.
    let levels: [UInt8]

    /// A level in half decibels above −120 dBFS.
    subscript(frame: Int, band: Int) -> Int { Int(levels[frame * Self.bandCount + band]) }

    /// Whether what a band holds may be no more than what its filter lets through of a louder band.
    ///
    /// - Parameter tolerance: how far above that it may lie, in half decibels.
    func isLeak(_ frame: Int, _ band: Int, tolerance: Int) -> Bool {
        let level = self[frame, band] - tolerance
        for other in 0..<Self.bandCount where other != band {
            if level <= self[frame, other] - BandAnalyser.leaks[abs(other - band)] { return true }
        }
        return false
    }

    var frameCount: Int { levels.count / Self.bandCount }

    /// The sample a frame starts at; the frame after the last starts at or after the last sample.
    static func firstSample(ofFrame frame: Int, rate: Int) -> Int64 {
        Int64(frame) * Int64(rate) / Int64(framesPerSecond)
    }
}
