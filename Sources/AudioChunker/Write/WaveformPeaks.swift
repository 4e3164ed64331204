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

    mutating func add(_ samples: [Int16]) { samples.withUnsafeBufferPointer { add($0) } }

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
    /// The finished peaks of all channels as a JSON file.
    func json() -> Data {
        guard let first else { return Data() }
        let length = first.data.count / 2
        var text = Data(
            """
            {"version":2,"channels":\(count),"sample_rate":\(first.sampleRate),\
            "samples_per_pixel":\(first.samplesPerPixel),"bits":8,"length":\(length),"data":[
            """.utf8)
        // A hundred and some different numbers are worth making once.
        let words = (-128...127).map { (value: Int) -> [UInt8] in [UInt8]("\(value),".utf8) }
        forEachValue { text.append(contentsOf: words[Int($0) + 128]) }
        if length > 0 { text.removeLast() }
        text.append(contentsOf: [UInt8]("]}\n".utf8))
        return text
    }

    /// The same in the binary form.
    func dat() -> Data {
        guard let first else { return Data() }
        var bytes = Data()
        let header = [2, 1, first.sampleRate, first.samplesPerPixel, first.data.count / 2, count]
        for value in header {
            Swift.withUnsafeBytes(of: Int32(clamping: value).littleEndian) { bytes.append(contentsOf: $0) }
        }
        forEachValue { bytes.append(UInt8(bitPattern: $0)) }
        return bytes
    }

    /// Smallest, largest of every channel, stretch by stretch.
    private func forEachValue(_ body: (Int8) -> Void) {
        guard let first else { return }
        for pixel in 0..<first.data.count / 2 {
            for channel in self {
                body(channel.data[2 * pixel])
                body(channel.data[2 * pixel + 1])
            }
        }
    }
}
