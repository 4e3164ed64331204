/// How much every frame stands out of the noise around it, and which frames are taken for speech.
struct Activity: Sendable {
    /// Decibels above the running noise floor: the root mean square over the bands, weighted by how much they tell.
    let excess: [Float]
    /// Decibels between noise floor and speech level around each frame; 0 where nothing stands out.
    let range: KnotCurve
    /// The level of speech around each frame in dBFS, for each band.
    let speechLevels: [KnotCurve]
    /// True where the frame is speech.
    var isSpeech: [Bool]
    /// What the speech model says, measured from the lowest around, where it was asked.
    var track: SpeechTrack?

    var frameCount: Int { excess.count }
}
