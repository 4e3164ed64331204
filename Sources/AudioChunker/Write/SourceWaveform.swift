import Foundation

/// The waveform of a whole recording, gathered while it is decoded.
struct SourceWaveform {
    private var channels: [WaveformPeaks] = []

    mutating func add(_ bytes: UnsafeRawBufferPointer, _ layout: SampleLayout, rate: Int) {
        if channels.isEmpty {
            channels = (0..<layout.channels).map { _ in
                WaveformPeaks(sampleRate: rate, resolution: WaveformPeaks.sourceResolution)
            }
        }
        if layout == SampleLayout() { return channels[0].add(bytes.assumingMemoryBound(to: Int16.self)) }
        for channel in channels.indices {
            layout.withChannel(channel, of: bytes) { channels[channel].add($0) }
        }
    }

    /// Writes `waveform.dat` and `waveform.json`.
    mutating func write(to folder: String) throws(ChunkingError) {
        for channel in channels.indices { channels[channel].finish() }
        try channels.writeDat(to: "\(folder)/\(ChunkManifest.waveformFile).dat")
        try channels.writeJSON(to: "\(folder)/\(ChunkManifest.waveformFile).json")
    }
}
