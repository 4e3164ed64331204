/// Whether frames of 10 ms are speech, for a stretch of a recording.
struct SpeechFrames: Sendable {
    /// The recording's frame that the first value is of.
    private let first: Int
    private let isSpeech: [Bool]

    /// Takes out of a recording's flags those of the frames that some samples lie in.
    init(_ flags: FrameFlags, covering samples: Range<Int64>, rate: Int) {
        first = Self.frame(of: samples.lowerBound, rate)
        isSpeech = (first...Self.frame(of: max(samples.lowerBound, samples.upperBound - 1), rate)).map { flags[$0] }
    }

    /// False outside the stretch.
    subscript(frame: Int) -> Bool {
        let index = frame - first
        return isSpeech.indices.contains(index) && isSpeech[index]
    }

    /// The frame a sample lies in.
    static func frame(of sample: Int64, _ rate: Int) -> Int {
        Int(sample * Int64(BandLevels.framesPerSecond) / Int64(rate))
    }
}
