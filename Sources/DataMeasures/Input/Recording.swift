/// Where the bytes of a recording are.
public enum Recording: Sendable, Hashable {
    case file(String)
    /// A part of a file, such as a member of a tar archive.
    case section(of: String, Range<Int>)
    case bytes([UInt8])

    /// What names of recordings end in.
    static let endings: Set<String> = [
        "wav", "flac", "mp3", "ogg", "oga", "opus", "m4a", "mp4", "aac", "webm", "mka", "aiff", "aif", "caf", "wma",
        "amr", "au", "sph",
    ]

    static func isRecording(_ path: String) -> Bool {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return false }
        return endings.contains(path[path.index(after: dot)...].lowercased())
    }
}
