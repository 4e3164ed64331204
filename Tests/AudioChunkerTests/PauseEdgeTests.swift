import Foundation
import Testing

@testable import AudioChunker

/// Where the edges of pauses are placed, and what they are measured with.
@Suite struct PauseEdgeTests {
    private static func levels(_ samples: [Int16], rate: Int, block: Int) -> BandLevels {
        var analyser = BandAnalyser(sampleRate: rate)
        for start in stride(from: 0, to: samples.count, by: block) {
            samples[start..<min(samples.count, start + block)].withUnsafeBufferPointer { analyser.process($0) }
        }
        analyser.finish()
        return analyser.levels(0..<analyser.frameCount)
    }

    private static func tone(_ frequency: Double, rate: Int, seconds: Double) -> [Int16] {
        (0..<Int(seconds * Double(rate))).map { index in
            Int16(10_000 * sin(2 * .pi * frequency * Double(index) / Double(rate)))
        }
    }

    /// Rates that are taken as they are, and rates that are brought down by two, three and six.
    @Test(arguments: [8_000, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000])
    func levelsDoNotDependOnBlocks(rate: Int) {
        var signal = Signal.talk(words: 2, noise: 0.01).samples.map { Int16(max(-1, min(1, $0)) * 32767) }
        signal.removeLast(signal.count % 2 == 0 ? 1 : 0)
        let whole = Self.levels(signal, rate: rate, block: signal.count)
        for block in [1, 7, 160, 1000] {
            let parts = Self.levels(signal, rate: rate, block: block)
            #expect(parts.levels == whole.levels)
        }
        let frames = Double(signal.count) / Double(rate) * Double(BandLevels.framesPerSecond)
        #expect(abs(Double(whole.frameCount) - frames) <= 1)
    }

    /// A tone of −13.3 dBFS stands in its band at any rate, and 20 dB lower two octaves away.
    @Test(arguments: [16_000, 44_100, 48_000], [0, 3, 5])
    func aToneIsInItsBand(rate: Int, band: Int) {
        let frequency = 250 * pow(24, Double(band) / 7)
        let levels = Self.levels(Self.tone(frequency, rate: rate, seconds: 0.5), rate: rate, block: 4096)
        let found = (0..<BandLevels.bandCount).map { Double(levels[30, $0]) / 2 - 120 }
        #expect(abs(found[band] + 13.3) < 1.5, "\(found)")
        for other in found.indices where abs(other - band) >= 3 { #expect(found[other] < -33, "\(found)") }
    }

    @Test(arguments: [2.0, 8, 32, 128])
    func medianNoiseSpeaksAgainstSpeechAndLouderSoundForIt(freedom: Double) {
        let evidence = SpeechEvidence.standard
        let row = SpeechEvidence.row(freedom: Float(freedom))
        #expect(evidence.value(row: row, quarters: 0) < 0)
        let rising = (0..<200).map { evidence.value(row: row, quarters: $0) }
        #expect(zip(rising, rising.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(rising[79] > 2)
        #expect(evidence.value(row: row, quarters: 10_000) == rising.max())
        #expect(evidence.value(row: row, quarters: -10_000) < 0)
    }

    /// Noise from hardly any to 10 dB below the words.
    @Test(arguments: [0, 0.0005, 0.01, 0.03] as [Float])
    func edgesAreThoseOfTheWords(noise: Float) throws {
        let signal = Signal.talk(words: 10, noise: noise)
        let samples = signal.samples.map { Int16(max(-1, min(1, $0)) * 32767) }
        let levels = Self.levels(samples, rate: Signal.rate, block: 4096)
        let activity = ActivityDetector().detect(levels)
        let edges = PauseEdges(levels: levels, speech: activity.speechLevels)
        let isSpeech = edges.sharpened(activity.isSpeech)
        let pauses = Runs(of: false, in: isSpeech).filter { $0.count > 20 && $0.lowerBound > 0 }
        try #require(pauses.count == signal.gaps.count)
        for (pause, gap) in zip(pauses, signal.gaps) {
            // The words swell and fade over 20 ms, under noise unheard.
            #expect(abs(Double(pause.lowerBound) / 100 - gap.lowerBound) < 0.04, "\(pause), \(gap)")
            #expect(abs(Double(pause.upperBound) / 100 - gap.upperBound) < 0.04, "\(pause), \(gap)")
        }
    }

    @Test(
        arguments: [
            ([8, 8, 8, -4, -4, -4], 3), ([-4, -4], 0), ([], 0),
            // Seven places as probable as one another.
            ([8, 0, 0, 0, 0, 0, 0], 4),
            // The first and second have most of it.
            ([8, 0, -1, -1, -1, -1], 1),
            // What comes late counts where it says more.
            ([8, -1, -1, -1, 6, 6, -4, -4], 6),
        ] as [([Float], Int)])
    func anEdgeIsWhereEvidenceEndsOrInTheMiddleOfWhereItMay(evidence: [Float], edge: Int) {
        var posterior = EdgePosterior(capacity: evidence.count)
        for value in evidence { posterior.add(value) }
        #expect(posterior.edge() == edge)
    }

    @Test func silenceAndUnbrokenSpeechStayAsTheyAre() {
        let silence = Self.levels([Int16](repeating: 0, count: 48_000), rate: 16_000, block: 4096)
        let speech = [KnotCurve](
            repeating: KnotCurve(frames: silence.frameCount, step: 50), count: BandLevels.bandCount)
        let edges = PauseEdges(levels: silence, speech: speech)
        for value in [true, false] {
            let frames = [Bool](repeating: value, count: silence.frameCount)
            #expect(edges.sharpened(frames) == frames)
        }
        #expect(PauseEdges(levels: Self.levels([], rate: 16_000, block: 1), speech: speech).sharpened([]) == [])
    }

    @Test func percentilesAreReadBetweenTheSteps() {
        var counts = LevelCounts(0...255)
        for level in [10, 10, 11, 11] { counts.add(level) }
        #expect(abs(counts.level(atShare: 0.5) - 10.5) < 1e-5)
        #expect(abs(counts.level(atShare: 0.25) - 10) < 1e-5)
        counts.add(10, times: -1)
        counts.add(10, times: -1)
        #expect(counts.total == 2)
        #expect(abs(counts.level(atShare: 0.5) - 11) < 1e-5)
    }
}
