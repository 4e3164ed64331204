import Foundation

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

    /// The content of a `speech.csv`: where each window begins, in seconds of the decoded stream, and its probability.
    func csv() -> Data {
        var text = "start,probability\n"
        for (window, probability) in probabilities.enumerated() {
            text += "\(Self.thousandths(Double(window) * Self.windowSeconds)),\(Self.millionths(probability))\n"
        }
        return Data(text.utf8)
    }

    private static func thousandths(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }

    private static func millionths(_ probability: Float) -> Double { (Double(probability) * 1e6).rounded() / 1e6 }
}
