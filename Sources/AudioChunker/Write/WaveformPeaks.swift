import Foundation

/// Smallest and largest sample of every stretch of one channel, as BBC audiowaveform stores them: version 2, 8 bits.
struct WaveformPeaks: Sendable {
    /// Stretches a second, about, of a chunk and of a whole source.
    static let chunkResolution = 100
    static let sourceResolution = 50

    fileprivate let sampleRate: Int
    fileprivate let samplesPerPixel: Int
    fileprivate var data: [Int8] = []
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
        let length = first.data.count / 2
        var file = try OutputFile(creating: path)
        file.append(
            """
            {"version":2,"channels":\(count),"sample_rate":\(first.sampleRate),\
            "samples_per_pixel":\(first.samplesPerPixel),"bits":8,"length":\(length),"data":[
            """.utf8)
        for pixel in 0..<length {
            forEachValue(of: pixel) { file.append(decimal: $0) }
            if file.isWorthFlushing, pixel < length - 1 { try file.flush() }
        }
        if length > 0 { file.removeLast() }
        file.append("]}\n".utf8)
        try file.flush()
    }

    /// Writes the same in the binary form.
    func writeDat(to path: String) throws(ChunkingError) {
        guard let first else { return }
        let length = first.data.count / 2
        var file = try OutputFile(creating: path)
        for value in [2, 1, first.sampleRate, first.samplesPerPixel, length, count] {
            Swift.withUnsafeBytes(of: Int32(clamping: value).littleEndian) { file.append($0) }
        }
        for pixel in 0..<length {
            forEachValue(of: pixel) { file.append(CollectionOfOne(UInt8(bitPattern: $0))) }
            if file.isWorthFlushing { try file.flush() }
        }
        try file.flush()
    }

    /// Smallest, largest of every channel.
    private func forEachValue(of pixel: Int, _ body: (Int8) -> Void) {
        for channel in self {
            body(channel.data[2 * pixel])
            body(channel.data[2 * pixel + 1])
        }
    }
}
