import AudioChunker
import DataMeasures

/// Decodes recordings for measures as the chunker does.
struct AudioFileReader: AudioReading {
    func read(_ recording: Recording, _ body: (AudioBlock) -> Void) throws(MeasureError) {
        let (place, name): (SampleReader.Place, String) =
            switch recording {
            case .file(let path): (.file(path), path)
            case .section(let path, let range): (.section(of: path, range), "\(path), byte \(range.lowerBound)")
            case .bytes(let bytes): (.bytes(bytes), "the recording")
            }
        do {
            try SampleReader.read(place, name: name) { samples, channels, rate in
                body(AudioBlock(samples: samples, channels: channels, rate: rate))
            }
        } catch {
            throw MeasureError(error.code.rawValue, error.path, "\(error.problem); \(error.remedy)")
        }
    }
}
