/// What may be wrong with a recording.
enum AudioFault: String, CaseIterable {
    case unreadable
    case silent
    case mostlySilent = "mostly_silent"
    case clipped
    case narrow = "narrow_band"
    case offset = "dc_offset"
    case pace

    var one: String {
        switch self {
        case .unreadable: "cannot be decoded, or has no sound in the part named"
        case .silent: "is silent"
        case .mostlySilent: "is mostly silence"
        case .clipped: "is clipped"
        case .narrow: "has no high frequencies"
        case .offset: "is off zero"
        case .pace: "has too much or too little text for its length"
        }
    }

    var many: String {
        switch self {
        case .unreadable: "cannot be decoded, or have no sound in the part named"
        case .silent: "are silent"
        case .mostlySilent: "are mostly silence"
        case .clipped: "are clipped"
        case .narrow: "have no high frequencies"
        case .offset: "are off zero"
        case .pace: "have too much or too little text for their length"
        }
    }

    var advice: String {
        switch self {
        case .unreadable:
            "Replace recordings that cannot be decoded and correct parts that lie beyond the end, or drop "
                + "their rows."
        case .silent: "Drop silent recordings."
        case .mostlySilent: "Listen to recordings that are mostly silence; cut them to where there is sound."
        case .clipped: "Record more softly; what is cut off does not come back."
        case .narrow:
            "Ask where recordings without high frequencies come from: what was converted from a lower sample rate can be "
                + "trained at that rate."
        case .offset: "Subtract the mean of recordings that are off zero."
        case .pace: "Listen to the recordings whose text is too long or too short; they may be mixed up."
        }
    }
}
