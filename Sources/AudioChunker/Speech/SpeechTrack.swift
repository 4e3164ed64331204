/// How probable speech is, for each 32 ms of a recording.
struct SpeechTrack: Sendable {
    static let windowSeconds = Double(SpeechModel.windowLength) / Double(SpeechModel.sampleRate)

    /// 0...1 each, in time order; the last window may reach beyond the end.
    let probabilities: [Float]

    /// The frame of 10 ms that begins nearest to a window.
    static func firstFrame(ofWindow window: Int) -> Int {
        (window * SpeechModel.windowLength * BandLevels.framesPerSecond + SpeechModel.sampleRate / 2)
            / SpeechModel.sampleRate
    }

    /// How probable speech is in a frame of 10 ms.
    func probability(ofFrame frame: Int) -> Float {
        let middle = (2 * frame + 1) * SpeechModel.sampleRate / (2 * BandLevels.framesPerSecond)
        return probabilities.isEmpty
            ? 0 : probabilities[min(probabilities.count - 1, middle / SpeechModel.windowLength)]
    }

    /// How many windows it takes to know the probability of each of so many frames.
    static func windows(covering frames: Int) -> Int {
        (frames * SpeechModel.sampleRate + SpeechModel.windowLength * BandLevels.framesPerSecond - 1)
            / (SpeechModel.windowLength * BandLevels.framesPerSecond)
    }
}
