import Consensus
import Testing

@Suite("Word error rates over many transcripts")
struct ErrorRateTests {
    private func rate(_ transcripts: [(errors: Int, words: Int)]) -> ErrorRate {
        var rate = ErrorRate()
        for (errors, words) in transcripts { rate.add(errors: errors, words: words) }
        return rate
    }

    @Test("Long transcripts weigh more; the interval is that of the residuals")
    func interval() throws {
        let transcripts = [(1, 10), (0, 4), (3, 12), (2, 20), (0, 7), (5, 9)]
        let found = rate(transcripts)
        let ratio = 11.0 / 62
        #expect(found.rate == ratio)
        // Cochran's: residuals of each transcript from the common rate, over the mean number of words.
        let residuals = transcripts.map { Double($0.0) - ratio * Double($0.1) }
        let variance = residuals.reduce(0) { $0 + $1 * $1 } / 5
        let error = (variance / 6).squareRoot() / (62.0 / 6)
        let interval = try #require(found.interval)
        #expect(abs(interval.upperBound - (ratio + 1.959963984540054 * error)) < 1e-12)
        #expect(abs(interval.lowerBound - max(0, ratio - 1.959963984540054 * error)) < 1e-12)
    }

    @Test("Nothing, and one transcript, say nothing of how sure the rate is")
    func few() {
        #expect(rate([]).rate == nil && rate([]).interval == nil)
        #expect(rate([(1, 4)]).rate == 0.25 && rate([(1, 4)]).interval == nil)
        #expect(rate([(2, 0)]).rate == nil)
        #expect(rate([(0, 5), (0, 5)]).interval == 0...0)
    }
}
