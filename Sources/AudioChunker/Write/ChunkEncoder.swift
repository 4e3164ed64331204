import Foundation

/// Writes one chunk's sound and waveform files and measures its levels on the way.
struct ChunkEncoder: Sendable {
    let spool: SampleSpool
    let layout: SampleLayout
    let rate: Int
    let format: SoundFormat
    /// What errors call the source.
    let name: String
    let cancellation: Cancellation

    /// - Parameter stem: path of the files without their endings.
    func encode(
        _ samples: Range<Int64>, channel: Int, _ speech: SpeechFrames, to stem: String
    ) throws(ChunkingError) -> ChunkLevels {
        let files = ChunkFiles(stem: stem, format: format)
        let file = try SoundFile(creating: files.sound, format: format, depth: layout.depth, sampleRate: rate)
        var meter = LevelMeter(speech, rate: rate, start: samples.lowerBound)
        var peaks = WaveformPeaks(sampleRate: rate)
        try ChannelReader(spool, layout).forEachBlock(of: samples, channel: channel) { (block) throws(ChunkingError) in
            try cancellation.check(name)
            try file.write(block)
            meter.add(block.samples)
            peaks.add(block.samples)
        }
        try file.finish()
        peaks.finish()
        try [peaks].writeJSON(to: files.peaks)
        return meter.levels
    }
}

/// The files of one channel of a chunk.
struct ChunkFiles {
    let stem: String
    let format: SoundFormat

    var sound: String { "\(stem).\(format.rawValue)" }
    var peaks: String { "\(stem).peaks.json" }

    /// What a chunk's files are called, without their endings: `chunk-00042`, or `chunk-00042-c1` for one of several
    /// channels.
    static func name(_ ordinal: Int, _ channel: Int, of layout: SampleLayout) -> String {
        let digits = String(ordinal)
        let side = layout.channels > 1 ? "-c\(channel)" : ""
        return "chunk-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits + side
    }
}
