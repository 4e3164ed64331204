/// A `speech.csv` being written: where each window begins, in seconds of the decoded stream, and its probability.
struct SpeechTable: ~Copyable {
    private var file: OutputFile
    private var windows = 0

    init(creating path: String) throws(ChunkingError) {
        file = try OutputFile(creating: path)
        file.append("start,probability\n".utf8)
    }

    /// Adds the probabilities of the next windows.
    mutating func add(_ probabilities: some Sequence<Float>) throws(ChunkingError) {
        for probability in probabilities {
            let start = (Double(windows) * SpeechTrack.windowSeconds * 1000).rounded() / 1000
            file.append("\(start),\((Double(probability) * 1e6).rounded() / 1e6)\n".utf8)
            windows += 1
        }
        try file.flush()
    }
}
