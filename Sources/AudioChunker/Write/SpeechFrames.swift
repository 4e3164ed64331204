/// Whether frames of 10 ms are speech, for a stretch of a recording.
struct SpeechFrames: Sendable, Equatable {
    /// The recording's frame that the first value is of.
    let first: Int
    let isSpeech: [Bool]

    /// False outside the stretch.
    subscript(frame: Int) -> Bool {
        let index = frame - first
        return isSpeech.indices.contains(index) && isSpeech[index]
    }

    /// The frames that samples lie in, as far as they are at hand.
    func covering(_ samples: Range<Int64>, rate: Int) -> SpeechFrames {
        let (from, last) = (Self.frame(of: samples.lowerBound, rate), Self.frame(of: samples.upperBound - 1, rate))
        let low = min(max(0, from - first), isSpeech.count)
        let high = max(low, min(isSpeech.count, last + 1 - first))
        return SpeechFrames(first: first + low, isSpeech: Array(isSpeech[low..<high]))
    }

    /// The frame a sample lies in.
    static func frame(of sample: Int64, _ rate: Int) -> Int {
        Int(sample * Int64(BandLevels.framesPerSecond) / Int64(rate))
    }
}
