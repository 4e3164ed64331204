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

    /// Gives the files another stem in the same folder.
    func rename(to stem: String) -> Bool {
        let new = ChunkFiles(stem: stem, format: format)
        return Glibc.rename(sound, new.sound) == 0 && Glibc.rename(peaks, new.peaks) == 0
    }

    func remove() {
        unlink(sound)
        unlink(peaks)
    }
}
