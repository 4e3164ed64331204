import Foundation
import Testing

@testable import AudioChunker

/// The speech model and its file; where its weights are not installed, what needs them is left out.
@Suite struct SpeechTests {
    static let weights = SpeechModel.installedPath(environment: ProcessInfo.processInfo.environment, program: nil)

    private static func model() throws -> SpeechModel { try SpeechModel(path: #require(weights)) }

    private static func samples(_ seconds: Double) -> [Int16] {
        var signal = Signal()
        while signal.seconds < seconds {
            signal.word(0.4)
            signal.gap(0.2)
        }
        signal.addNoise(0.01)
        return signal.samples.map { Int16(max(-1, min(1, $0)) * 32767) }
    }

    private static func track(_ samples: [Int16], rate: Int, blocks: Int) throws -> [Float] {
        let scorer = try SpeechScorer(model(), path: "talk", rate: rate)
        for start in stride(from: 0, to: samples.count, by: blocks) {
            try samples[start..<min(samples.count, start + blocks)].withUnsafeBufferPointer { try scorer.process($0) }
        }
        try scorer.finish()
        return scorer.track(0..<scorer.windowCount).probabilities
    }

    @Test(.enabled(if: weights != nil), arguments: [8_000, 16_000, 44_100])
    func probabilitiesDoNotDependOnBlocks(rate: Int) throws {
        let samples = Self.samples(4)
        let whole = try Self.track(samples, rate: rate, blocks: samples.count)
        #expect(try Self.track(samples, rate: rate, blocks: 777) == whole)
        let seconds = Double(samples.count) / Double(rate)
        #expect(abs(Double(whole.count) - seconds / SpeechTrack.windowSeconds) <= 1)
        #expect(whole.allSatisfy { $0 >= 0 && $0 <= 1 })
    }

    @Test(.enabled(if: weights != nil)) func silenceIsNoSpeech() throws {
        let track = try Self.track([Int16](repeating: 0, count: 32_000), rate: 16_000, blocks: 4096)
        #expect(track.allSatisfy { $0 < 0.1 })
    }

    @Test(.enabled(if: weights != nil)) func damagedWeightsAreRefused() throws {
        let space = try Workspace()
        let whole = try Data(contentsOf: URL(fileURLWithPath: #require(Self.weights)))
        let files: [(String, Data)] = [
            ("empty", Data()), ("short", whole.prefix(whole.count / 2)), ("text", Data("no model".utf8)),
            ("ones", Data(repeating: 0xFF, count: 4096)),
        ]
        for (name, content) in files {
            let path = try space.write(name, content)
            let error = #expect(throws: ChunkingError.self) { try SpeechModel(path: path) }
            #expect(error?.code == .damagedModel, "\(name)")
        }
        let missing = #expect(throws: ChunkingError.self) { try SpeechModel(path: space.file("none")) }
        #expect(missing?.code == .unreadable)
    }

    @Test func theEnvironmentNamesTheWeightsFirst() throws {
        let space = try Workspace()
        let folder = space.file("share/quorum")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let beside = try space.write("share/quorum/\(SpeechModel.fileName)", Data())
        let program = space.file("bin/quorum")
        #expect(SpeechModel.installedPath(environment: [:], program: program)?.hasSuffix(SpeechModel.fileName) == true)
        #expect(SpeechModel.installedPath(environment: [:], program: program) == beside)
        #expect(SpeechModel.installedPath(environment: ["QUORUM_SILERO": "/there"], program: program) == "/there")
    }

    @Test func theLogisticFunctionsAreExact() {
        for step in -400...400 {
            let value = Double(step) / 4
            let vector = Logistic.Vector(repeating: Float(value))
            #expect(abs(Double(Logistic.sigmoid(vector)[0]) - 1 / (1 + exp(-value))) < 3e-7)
            #expect(abs(Double(Logistic.tanh(vector)[0]) - tanh(value)) < 5e-7)
        }
    }

    /// Against plain loops, for every number of rows that a tile may leave over.
    @Test func aProductOfMatricesIsExact() {
        let (depth, outputs) = (37, 20)
        func weight(_ input: Int, _ output: Int) -> Float { Float((input * 7 + output * 13) % 11) - 5 }
        let offsets = (0..<outputs).map { Float($0) - 9 }
        let matrix = WeightMatrix(depth: depth, outputs: outputs, offsets: offsets, weight: weight)
        for rows in 1...13 {
            let input = (0..<rows * depth).map { Float($0 % 17) - 8 }
            var output = [Float](repeating: .nan, count: rows * matrix.width)
            matrix.apply(
                rows: rows, input, inputStride: depth, rectified: true, output: &output, outputStride: matrix.width)
            for row in 0..<rows {
                for column in 0..<outputs {
                    let sum = (0..<depth).reduce(offsets[column]) {
                        $0 + input[row * depth + $1] * weight($1, column)
                    }
                    #expect(output[row * matrix.width + column] == max(0, sum))
                }
            }
        }
    }
}
