/// A stretch of a recording in which speech is told from all else.
struct DetectedStretch: Sendable {
    /// Of the stretch and what lies around it.
    let activity: Activity
    /// The recording's frame that `activity` begins with.
    let first: Int
    /// The recording's frames that are settled with this stretch.
    let frames: Range<Int>
    /// Whether the stretch before ended in the silence that this one begins with.
    let continuesSilence: Bool
    /// Whether each frame that is settled is speech.
    var isSpeech: ArraySlice<Bool> { activity.isSpeech[places] }

    /// The settled frames as indices into `activity`.
    var places: Range<Int> { frames.lowerBound - first..<frames.upperBound - first }
}
