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
            channels[channel].add(layout.channel(channel, of: bytes).map { Int16($0 >> 16) })
        }
    }

    /// Writes `waveform.dat` and `waveform.json`.
    consuming func write(to folder: String) throws(ChunkingError) {
        for channel in channels.indices { channels[channel].finish() }
        try writeFile("\(folder)/\(ChunkManifest.waveformFile).dat", channels.dat())
        try writeFile("\(folder)/\(ChunkManifest.waveformFile).json", channels.json())
    }
}
