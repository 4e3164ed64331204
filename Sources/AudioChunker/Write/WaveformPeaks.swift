/// Smallest and largest sample of every stretch of one channel, as BBC audiowaveform stores them: version 2, 8 bits.
struct WaveformPeaks: Sendable {
    /// Stretches a second, about, of a chunk and of a whole source.
    static let chunkResolution = 100
    static let sourceResolution = 50

    let sampleRate: Int
    let samplesPerPixel: Int
    /// Smallest, largest of every stretch that is closed.
    var data: [Int8] = []
    private var smallest = Int16.max
    private var largest = Int16.min
    private var count = 0

    init(sampleRate: Int, resolution: Int = Self.chunkResolution) {
        self.sampleRate = sampleRate
        samplesPerPixel = max(1, sampleRate / resolution)
    }

    mutating func add(_ samples: UnsafeBufferPointer<Int16>) {
        var index = 0
        while index < samples.count {
            let end = min(samples.count, index + samplesPerPixel - count)
            var (low, high) = (smallest, largest)
            for position in index..<end {
                low = min(low, samples[position])
                high = max(high, samples[position])
            }
            (smallest, largest) = (low, high)
            count += end - index
            index = end
            if count == samplesPerPixel { close() }
        }
    }

    /// Ends the last stretch.
    mutating func finish() {
        if count > 0 { close() }
    }

    private mutating func close() {
        data.append(Int8(smallest / 256))
        data.append(Int8(largest / 256))
        (smallest, largest, count) = (.max, .min, 0)
    }
}

extension [WaveformPeaks] {
    /// Writes the finished peaks of all channels as JSON.
    func writeJSON(to path: String) throws(ChunkingError) {
        guard let first else { return }
        var file = try OutputFile(creating: path)
        file.append(jsonHead(length: first.data.count / 2))
        for value in interleaved() {
            // The last comma is not flushed: it is taken back.
            if file.isWorthFlushing { try file.flush() }
            file.append(decimal: value)
        }
        if !first.data.isEmpty { file.removeLast() }
        file.append("]}\n".utf8)
        try file.flush()
    }

    /// What comes before the values.
    func jsonHead(length: Int) -> String.UTF8View {
        guard let first else { return "".utf8 }
        return """
            {"version":2,"channels":\(count),"sample_rate":\(first.sampleRate),\
            "samples_per_pixel":\(first.samplesPerPixel),"bits":8,"length":\(length),"data":[
            """.utf8
    }

    /// Smallest and largest of every channel, stretch by stretch.
    func interleaved() -> [Int8] {
        guard let first else { return [] }
        if count == 1 { return first.data }
        return (0..<first.data.count / 2).flatMap { pixel in flatMap { $0.data[2 * pixel..<2 * pixel + 2] } }
    }
}
