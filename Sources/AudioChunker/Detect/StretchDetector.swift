/// Tells speech stretch by stretch while a recording is being measured, so that memory does not grow with its length.
///
/// What is speech hangs on less than a minute around it. So each stretch is detected with a minute to either side, as if it
/// were detected with all the recording. It ends where a pause begins, and no pause is in two; only a silence longer than a
/// stretch is. Where stretches end hangs on nothing but the sound: not on threads nor on the blocks it comes in.
struct StretchDetector {
    private static let length = 240 * BandLevels.framesPerSecond
    private static let margin = 60 * BandLevels.framesPerSecond
    /// The context of a stretch begins at a multiple of this: there a sample, a frame and a window of the speech model begin
    /// together at every sample rate.
    private static let alignment = 4 * BandLevels.framesPerSecond

    private var analyser: BandAnalyser
    private let scorer: SpeechScorer?
    /// The first frame that is not settled.
    private var start = 0
    /// Where the next stretch ends at the latest.
    private var end = Self.length
    private var endedInSilence = false

    init(sampleRate: Int, scorer: SpeechScorer?) {
        analyser = BandAnalyser(sampleRate: sampleRate)
        self.scorer = scorer
    }

    /// How many samples were taken in so far.
    var sampleCount: Int64 { analyser.sampleCount }

    mutating func process(_ samples: UnsafeBufferPointer<Int16>) throws(ChunkingError) {
        analyser.process(samples)
        try scorer?.process(samples)
    }

    /// The next stretch, as soon as enough is known of what follows it.
    mutating func next() throws(ChunkingError) -> DetectedStretch? {
        let known = end + Self.margin
        guard analyser.frameCount >= known else { return nil }
        if let scorer, scorer.windowCount < SpeechTrack.windows(covering: known) { return nil }
        let stretch = detect(upTo: known, isLast: false)
        start = stretch.frames.upperBound
        end += Self.length
        endedInSilence = stretch.isSpeech.last == false
        let kept = contextStart
        analyser.discard(before: kept)
        try scorer?.discard(before: Self.window(at: kept))
        return stretch
    }

    /// Ends the stream and gives all that is left of it; call once, when there is no next stretch.
    mutating func last() throws(ChunkingError) -> DetectedStretch {
        analyser.finish()
        try scorer?.finish()
        return detect(upTo: analyser.frameCount, isLast: true)
    }

    private var contextStart: Int { max(0, start - Self.margin) / Self.alignment * Self.alignment }

    /// The window of the speech model that begins with an aligned frame.
    private static func window(at frame: Int) -> Int {
        frame * SpeechModel.sampleRate / BandLevels.framesPerSecond / SpeechModel.windowLength
    }

    private func detect(upTo known: Int, isLast: Bool) -> DetectedStretch {
        let first = contextStart
        let track = scorer.map { scorer in
            scorer.track(Self.window(at: first)..<min(scorer.windowCount, SpeechTrack.windows(covering: known)))
        }
        let activity = Activity(in: analyser.levels(first..<known), track)
        let settled = isLast ? known : beginOfSilence(before: end, activity, first)
        return DetectedStretch(
            activity: activity, first: first, frames: start..<settled, continuesSilence: endedInSilence)
    }

    /// Where the silence at the end of a stretch begins; its end where it ends in speech or all of it is silent.
    private func beginOfSilence(before end: Int, _ activity: Activity, _ first: Int) -> Int {
        guard let last = activity.isSpeech[start - first..<end - first].lastIndex(of: true) else { return end }
        return first + last + 1
    }
}

extension Activity {
    /// Tells speech in some sound, by its levels and, where it was asked, by the speech model.
    init(
        in levels: BandLevels, _ track: SpeechTrack?, _ detector: DetectorParameters = DetectorParameters(),
        _ review: SpeechReviewParameters = SpeechReviewParameters(), _ edges: EdgeParameters = EdgeParameters()
    ) {
        var activity = ActivityDetector(detector).detect(levels)
        if let track { activity = SpeechReview(track, parameters: review).review(activity) }
        let edges = PauseEdges(levels: levels, speech: activity.speechLevels, track: track, parameters: edges)
        activity.isSpeech = edges.sharpened(activity.isSpeech)
        self = activity
    }
}
