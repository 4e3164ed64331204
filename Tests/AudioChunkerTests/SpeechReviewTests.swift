import Testing

@testable import AudioChunker

/// Who wins where levels and the speech model disagree; a hundred frames a second, twenty seconds.
@Suite struct SpeechReviewTests {
    private static let frames = 2000

    /// Speech by the levels everywhere but in `silences`, by the model everywhere but in `pauses`; in seconds.
    private static func review(
        silences: [ClosedRange<Double>], pauses: [ClosedRange<Double>], least: Float = 0.02
    ) -> Activity {
        let isSpeech = (0..<frames).map { frame in !silences.contains { $0.contains(Double(frame) / 100) } }
        let probabilities = (0..<frames * 160 / 512).map { window -> Float in
            pauses.contains { $0.contains(Double(window) * SpeechTrack.windowSeconds) } ? least : 0.98
        }
        let activity = Activity(
            excess: isSpeech.map { $0 ? 20 : 0 }, range: KnotCurve(frames: frames, step: 50), speechLevels: [],
            isSpeech: isSpeech)
        return SpeechReview(SpeechTrack(probabilities: probabilities)).review(activity)
    }

    private static let regular: [ClosedRange<Double>] = [2.0...2.5, 6.0...6.5, 14.0...14.5, 18.0...18.5]

    @Test func levelsPlaceTheBoundariesWhereBothAgree() {
        let late = Self.regular.map { $0.lowerBound + 0.09...$0.upperBound + 0.03 }
        let reviewed = Self.review(silences: Self.regular, pauses: late)
        #expect(reviewed.isSpeech == Self.review(silences: Self.regular, pauses: Self.regular).isSpeech)
        #expect(Runs(of: false, in: reviewed.isSpeech).map(\.lowerBound) == [200, 600, 1400, 1800])
    }

    @Test func musicInAPauseIsNoSpeech() {
        let reviewed = Self.review(silences: Self.regular, pauses: Self.regular + [10.0...10.6])
        let runs = Array(Runs(of: false, in: reviewed.isSpeech))
        #expect(runs.count == 5)
        #expect(runs.contains { abs($0.lowerBound - 1000) < 15 && abs($0.upperBound - 1060) < 10 })
    }

    @Test func silenceWithinSpeechIsNoPause() {
        let reviewed = Self.review(silences: Self.regular + [10.0...10.4], pauses: Self.regular)
        #expect(reviewed.isSpeech[1000...1040].allSatisfy { $0 })
        #expect(Runs(of: false, in: reviewed.isSpeech).reduce(0) { count, _ in count + 1 } == 4)
    }

    @Test(arguments: [(0.12, 5), (0.4, 4)])
    func onlyASoundAsLongAsAWordTakesAPauseAway(heard: Double, pauses: Int) {
        // The model hears something at the end of the pause that levels show, dips, and hears the next word.
        let begin = 10.52 - heard
        let reviewed = Self.review(
            silences: Self.regular + [10.0...10.6], pauses: Self.regular + [10.0...begin, 10.52...10.6])
        #expect(Array(Runs(of: false, in: reviewed.isSpeech)).count { $0.count > 45 } == pauses)
    }

    @Test func underBabbleTheModelHasNoSay() {
        let reviewed = Self.review(silences: Self.regular, pauses: Self.regular, least: 0.9)
        #expect(Runs(of: false, in: reviewed.isSpeech).map(\.count) == [51, 51, 51, 51])
    }

    @Test func aRecordingWithoutAWindowIsLeftAsItIs() {
        let activity = Activity(excess: [0], range: KnotCurve(frames: 1, step: 50), speechLevels: [], isSpeech: [true])
        #expect(SpeechReview(SpeechTrack(probabilities: [])).review(activity).isSpeech == [true])
    }
}
