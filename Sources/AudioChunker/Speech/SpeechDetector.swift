import Foundation

/// What tells speech from other sound.
public enum SpeechDetector: Sendable {
    /// Levels alone; the note is given as a warning with each recording.
    case energy(note: String? = nil)
    /// Levels find the pauses, and Silero's model says which sound is speech.
    case silero(SpeechModel)

    /// The speech model where its weights are installed, else levels alone, with a note that says so.
    public static func installed() throws(ChunkingError) -> SpeechDetector {
        let path = SpeechModel.installedPath(
            environment: ProcessInfo.processInfo.environment, program: Bundle.main.executablePath)
        guard let path else {
            return .energy(
                note: "pauses were found by level alone, for want of the speech model; scripts/install-silero.sh installs it"
            )
        }
        return .silero(try SpeechModel(path: path))
    }
}
