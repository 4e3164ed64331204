import Foundation

/// How probable speech is, for each 32 ms of a recording.
struct SpeechTrack: Sendable {
    static let windowSeconds = Double(SpeechModel.windowLength) / Double(SpeechModel.sampleRate)

    /// 0...1 each, in time order; the last window may reach beyond the end.
    let probabilities: [Float]

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
