/// What the energy detector takes for speech; times in seconds, levels in decibels, the same at every sample rate.
struct DetectorParameters: Sendable, Equatable {
    /// Levels are averaged over this long.
    var smoothing = 0.07
    /// The noise floor and the speech level are those of the surroundings, so far to each side. Noise follows a recorder's
    /// gain from one sentence to the next, so its floor is taken nearby; how loud speech is shows only over some sentences.
    var floorWindow = 3.0
    var speechWindow = 10.0
    /// How often they are measured; in between they are interpolated.
    var step = 0.5
    /// The noise floor is the level that this share of the surroundings stays under, the speech level that share.
    var floorShare = 0.08
    var speechShare = 0.92
    /// A band counts as far as it spans more than this from floor to speech level.
    var usefulRange = 8.0
    /// Speech starts at this share of the way from the floor to the speech level, within these bounds.
    var thresholdShare = 0.42
    var thresholdLeast = 3.5
    var thresholdMost = 22.0
    /// Next to speech, sound is speech down to this share of the threshold, not below this many decibels, so far.
    var softShare = 0.7
    var softLeast = 3.0
    var softEnd = 0.25
    /// A sound shorter than this is no speech.
    var shortestSpeech = 0.08
    /// A silence shorter than this is part of speech.
    var shortestPause = 0.06
}
