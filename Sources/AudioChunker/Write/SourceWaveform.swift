/// The waveform of a whole recording, written while it is decoded: BBC audiowaveform, version 2, 8 bits.
final class SourceWaveform {
    /// Stretches that gather before they are written.
    private static let gathered = 4096

    private let stem: String
    private let rate: Int
    private var file: OutputFile
    private var channels: [WaveformPeaks]
    private var length = 0

    init(folder: String, channels: Int, rate: Int) throws(ChunkingError) {
        stem = "\(folder)/\(ChunkManifest.waveformFile)"
        self.rate = rate
        self.channels = (0..<channels).map { _ in
            WaveformPeaks(sampleRate: rate, resolution: WaveformPeaks.sourceResolution)
        }
        file = try OutputFile(creating: stem + ".dat")
        file.append(header)
    }

    func add(_ bytes: UnsafeRawBufferPointer, _ layout: SampleLayout) throws(ChunkingError) {
        for channel in channels.indices {
            layout.withChannel(channel, of: bytes) { channels[channel].add($0) }
        }
        if channels[0].data.count >= 2 * Self.gathered { try write() }
    }

    /// Ends `waveform.dat` and writes `waveform.json`.
    func finish() throws(ChunkingError) {
        for channel in channels.indices { channels[channel].finish() }
        try write()
        try file.overwriteStart(with: header)
        try writeJSON()
    }

    private var header: [UInt8] {
        [2, 1, rate, channels[0].samplesPerPixel, length, channels.count].flatMap { value in
            withUnsafeBytes(of: Int32(clamping: value).littleEndian, Array.init)
        }
    }

    private func write() throws(ChunkingError) {
        length += channels[0].data.count / 2
        file.append(channels.interleaved().map(UInt8.init(bitPattern:)))
        for channel in channels.indices { channels[channel].data.removeAll(keepingCapacity: true) }
        try file.flush()
    }

    /// The same as text, from what is in the binary file.
    private func writeJSON() throws(ChunkingError) {
        var json = try OutputFile(creating: stem + ".json")
        json.append(channels.jsonHead(length: length))
        let dat = try SourceBytes(path: stem + ".dat")
        _ = try dat.first(header.count)
        try dat.forEachBlock { (block) throws(ChunkingError) in
            // The last comma is not flushed: it is taken back.
            for byte in block {
                if json.isWorthFlushing { try json.flush() }
                json.append(decimal: Int8(bitPattern: byte))
            }
        }
        if length > 0 { json.removeLast() }
        json.append("]}\n".utf8)
        try json.flush()
    }
}
