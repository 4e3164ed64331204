import ArgumentParser
import AudioChunker

/// How `quorum chunk` tells speech from other sound.
struct SpeechOptions: ParsableArguments {
    enum Detector: String, ExpressibleByArgument, CaseIterable {
        case energy, silero
    }

    @Option(
        help: ArgumentHelp(
            "What tells speech: energy (levels alone), or silero (levels and Silero's model; default where its weights are installed)."
        ))
    var detector: Detector?

    @Option(
        help: ArgumentHelp(
            "Silero's weights (default: QUORUM_SILERO, share/quorum beside the program, /usr/local/share/quorum).",
            valueName: "file"))
    var vadWeights: String?

    @Flag(help: "Also write speech.csv beside a recording's chunks: how probable speech is, every 32 ms.")
    var probabilities = false

    func validate() throws {
        guard detector == .energy else { return }
        if vadWeights != nil { throw ValidationError("--vad-weights goes with --detector silero.") }
        if probabilities { throw ValidationError("--probabilities goes with --detector silero.") }
    }

    func chosen() throws(ChunkingError) -> SpeechDetector {
        if detector == .energy { return .energy() }
        if let vadWeights { return .silero(try SpeechModel(path: vadWeights)) }
        return try .installed(isRequired: detector == .silero || probabilities)
    }
}
