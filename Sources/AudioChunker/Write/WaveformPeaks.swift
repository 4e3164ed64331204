/// Smallest and largest sample of every stretch, as BBC audiowaveform JSON, version 2, 8 bits.
struct WaveformPeaks {
    /// Stretches a second, about.
    static let resolution = 100

    private let sampleRate: Int
    private let samplesPerPixel: Int
    private var data: [Int8] = []
    private var smallest = Int16.max
    private var largest = Int16.min
    private var count = 0

    init(sampleRate: Int) {
        self.sampleRate = sampleRate
        samplesPerPixel = max(1, sampleRate / Self.resolution)
    }

    mutating func add(_ samples: [Int16]) {
        for sample in samples {
            smallest = min(smallest, sample)
            largest = max(largest, sample)
            count += 1
            if count == samplesPerPixel { close() }
        }
    }

    /// Ends the last stretch and gives the file's content.
    consuming func json() -> String {
        if count > 0 { close() }
        let values = data.map(String.init).joined(separator: ",")
        return """
            {"version":2,"channels":1,"sample_rate":\(sampleRate),"samples_per_pixel":\(samplesPerPixel),\
            "bits":8,"length":\(data.count / 2),"data":[\(values)]}

            """
    }

    private mutating func close() {
        data.append(Int8(smallest / 256))
        data.append(Int8(largest / 256))
        (smallest, largest, count) = (.max, .min, 0)
    }
}
