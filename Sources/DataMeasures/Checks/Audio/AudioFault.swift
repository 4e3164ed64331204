/// What may be wrong with a recording.
enum AudioFault: String, CaseIterable {
    case unreadable
    case silent
    case clipped
    case upsampled
    case offset = "dc_offset"
    case pace

    var one: String {
        switch self {
        case .unreadable: "cannot be decoded"
        case .silent: "is silent"
        case .clipped: "is clipped"
        case .upsampled: "was converted from a lower sample rate"
        case .offset: "is off zero"
        case .pace: "has too much or too little text for its length"
        }
    }

    var many: String {
        switch self {
        case .unreadable: one
        case .silent: "are silent"
        case .clipped: "are clipped"
        case .upsampled: "were converted from a lower sample rate"
        case .offset: "are off zero"
        case .pace: "have too much or too little text for their length"
        }
    }

    var advice: String {
        switch self {
        case .unreadable: "Replace recordings that cannot be decoded, or drop their rows."
        case .silent: "Drop recordings that say nothing."
        case .clipped: "Record more softly; what is cut off does not come back."
        case .upsampled: "Take the recordings as they were, or train at their own rate: nothing stands above."
        case .offset: "Subtract the mean of recordings that are off zero."
        case .pace: "Listen to the recordings whose text is too long or too short; they may be mixed up."
        }
    }
}
