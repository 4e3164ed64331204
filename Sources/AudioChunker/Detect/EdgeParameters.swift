/// How exactly the edges of pauses are placed; times in seconds, levels in decibels.
struct EdgeParameters: Sendable, Equatable {
    /// Pauses from this length on have a background that can be measured.
    var shortest = 0.1
    /// This much at either end of a pause may still be speech and is left out of its background, at most a quarter.
    var margin = 0.03
    /// An edge moves at most so far into the pause, and at most by this share of it: music may swell in short ones.
    var reachIntoPause = 0.50
    var shareIntoPause = 0.45
    /// An edge moves at most so far into what was taken for speech.
    var reachIntoSpeech = 0.25
    /// What lies further below the speech around it is a room's echo or breath.
    var speechRange = 35.0
    /// Backgrounds are compared with those of the pauses so far to each side.
    var window = 10.0
    /// The level that this share of a background's frames stays under is no speech yet: music swells within a pause.
    var calmShare = 0.9
    /// With that share, steady noise stays under 1.28 standard deviations; what exceeds this many is taken for music.
    var calmDeviations = 1.15
    /// A background is measured, edges are moved, and both once more.
    var rounds = 2
    /// One frame's evidence for speech counts at most this much (a natural logarithm), so that a click is no word.
    var mostEvidence: Float = 8
    /// A band so little above what leaks into it, in half decibels, adds nothing.
    var leakTolerance = 3
    /// The speech model adds at most this much to a frame's evidence, half as much as steady noise takes away: it tells soft
    /// ends of words from music, but alone can move no edge.
    var modelWeight: Float = 0.8
    /// It goes on hearing the end of a word for so long.
    var modelRelease = 0.06
}
