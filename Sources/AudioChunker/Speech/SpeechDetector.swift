import Foundation

/// What tells speech from other sound.
public enum SpeechDetector: Sendable {
    /// Levels alone; the note is given as a warning with each recording.
    case energy(note: String? = nil)
    /// Levels find the pauses, and Silero's model says which sound is speech.
    case silero(SpeechModel)

    /// The speech model where its weights are installed, else levels alone, with a note that says so.
    ///
    /// - Parameter isRequired: whether to fail without weights.
    public static func installed(isRequired: Bool = false) throws(ChunkingError) -> SpeechDetector {
        let path = SpeechModel.installedPath(
            environment: ProcessInfo.processInfo.environment, program: Bundle.main.executablePath)
        if let path { return .silero(try SpeechModel(path: path)) }
        guard !isRequired else {
            throw ChunkingError(
                .unreadable, path: SpeechModel.fileName, "the speech model is not installed",
                remedy: "run scripts/install-silero.sh, or name the file with --vad-weights")
        }
        return .energy(
            note: "levels alone told speech from other sound, for no speech model is installed; "
                + "run scripts/install-silero.sh")
    }
}
