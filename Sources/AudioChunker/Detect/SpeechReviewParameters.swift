/// How far the speech model is trusted over levels; probabilities 0...1, times in seconds.
///
/// The model sees a word begin within 0.07 s and goes on seeing it for about 0.09 s after its end (0.2 s in a room that
/// echoes). Within words it doubts for 0.13 s at most, and in pauses of 0.4 s it drops below 0.15, from a quiet room to
/// noise 5 dB below the words.
struct SpeechReviewParameters: Sendable, Equatable {
    /// The model sees speech from this probability on.
    var speech = 0.5
    /// It is sure of a pause that drops below this somewhere.
    var silence = 0.2
    /// What it takes for a pause lasts at least this long.
    var shortestSilence = 0.12
    /// A shorter sound is no word, since the model goes on seeing one after its end: it takes plucked strings for one.
    var shortestSpeech = 0.15
    /// Where people babble in the background it hears speech all the time. So silence is only overruled by how far
    /// probabilities rise above what this share of the surroundings stays under, so far to each side.
    var floorShare = 0.03
    var window = 10.0
    var step = 0.5
    /// Where even that lies above this, the model tells too little apart and has no say.
    var highestFloor = 0.3
    /// How long after a word's end it still sees speech.
    var release = 0.09
    /// Levels place the beginning of a word where they show one this soon before the model does.
    var beginReach = 0.08
    /// A silence that the model takes for the end of a word may be this long.
    var tail = 0.25
    /// A silence that it takes for the beginning of a word may be this long.
    var head = 0.10
    /// How much the model's word counts for the certainty of a pause; the rest is how deep the pause is.
    var weight = 0.65
    /// Decibels that full probability of speech counts for where the quietest place is looked for.
    var loudness = 9.0
}
