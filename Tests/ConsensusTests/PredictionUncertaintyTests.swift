import Consensus
import QuorumCore
import Testing

@Suite("How little a model's scores say")
struct PredictionUncertaintyTests {
    @Test(
        "Entropy and margin of scores, by numpy: -(p * log(p)).sum() / log(k) and 1 - (p[0] - p[1])",
        arguments: [
            ([0.5, 0.5], 1.0, 1.0), ([1, 0], 0, 0), ([0.7, 0.2, 0.1], 0.7298466991620975, 0.5),
            ([7, 2, 1], 0.7298466991620975, 0.5), ([0.25, 0.25, 0.25, 0.25], 1, 1), ([0.9], 0, 0),
        ])
    func scores(scores: [Double], entropy: Double, margin: Double) {
        let found = PredictionUncertainty(scores: scores)
        #expect(abs(found.entropy - entropy) < 1e-12)
        #expect(abs(found.margin - margin) < 1e-12)
    }

    @Test("One score leaves the rest to the other answers alike")
    func oneScore() {
        let found = PredictionUncertainty(score: 0.7, among: 4)
        #expect(found == PredictionUncertainty(scores: [0.7, 0.1, 0.1, 0.1]))
        #expect(
            PredictionUncertainty(score: 0.5, among: 2).entropy > PredictionUncertainty(score: 0.6, among: 2).entropy)
    }

    @Test("The least certain come first")
    func positions() {
        let policy = DispatchPolicy(order: .margin)
        let places = [1, 0.7, 0.2, 0].map { policy.position(PredictionUncertainty(entropy: 0, margin: $0)) ?? -1 }
        #expect(places == places.sorted())
        #expect(places[3] < policy.position(source: 1, ordinal: 0))
        #expect(DispatchPolicy().position(PredictionUncertainty(entropy: 1, margin: 1)) == nil)
    }
}
