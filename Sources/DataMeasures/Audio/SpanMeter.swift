/// A part of a recording, in seconds.
struct RecordingSpan: Hashable, Sendable {
    static let whole = RecordingSpan(start: 0, end: .infinity)

    let start: Double
    /// Infinity for the end of the recording.
    let end: Double

    /// - Parameter rate: samples a second.
    func frames(rate: Int) -> Range<Int> {
        func frame(_ seconds: Double) -> Int { Int(min(max(0, seconds * Double(rate)).rounded(), 1e15)) }
        return frame(start)..<max(frame(start), frame(end))
    }
}

/// Measures spans of a recording, which may overlap, while it is decoded once.
///
/// - Complexity: O(*n* + *s* log *s*) in the samples of all spans and the spans.
final class SpanMeter {
    /// Samples a second of anything that was recorded: a header that states others would make any amount of work.
    static let rates = 1000...768_000

    /// A rate that is none, where the recording has one.
    private(set) var wrongRate: Int?
    private let spans: [RecordingSpan]
    private var next = 0
    private var open: [(frames: Range<Int>, span: RecordingSpan, meter: AudioMeter)] = []
    private var profiles: [RecordingSpan: AudioProfile] = [:]
    private var frame = 0

    init(_ spans: some Sequence<RecordingSpan>) { self.spans = Set(spans).sorted { $0.start < $1.start } }

    func add(_ block: AudioBlock) {
        guard Self.rates.contains(block.rate) else {
            wrongRate = block.rate
            return
        }
        let end = frame + block.samples.count / block.channels
        while next < spans.count, spans[next].frames(rate: block.rate).lowerBound < end {
            open.append((spans[next].frames(rate: block.rate), spans[next], AudioMeter()))
            next += 1
        }
        for (frames, _, meter) in open {
            let part = max(frames.lowerBound, frame)..<max(frames.lowerBound, frame, min(frames.upperBound, end))
            if part == frame..<end {
                meter.add(block)
            } else if !part.isEmpty {
                let samples = block.samples[
                    (part.lowerBound - frame) * block.channels..<(part.upperBound - frame) * block.channels]
                meter.add(AudioBlock(samples: Array(samples), channels: block.channels, rate: block.rate))
            }
        }
        frame = end
        close { $0.upperBound <= end }
    }

    /// nil for a span in which nothing was decoded. To be called once all blocks are there.
    func profile(_ span: RecordingSpan) -> AudioProfile? {
        close { _ in true }
        return profiles[span]
    }

    private func close(_ isOver: (Range<Int>) -> Bool) {
        for (frames, span, meter) in open where isOver(frames) { profiles[span] = meter.profile() }
        open.removeAll { isOver($0.frames) }
    }
}
