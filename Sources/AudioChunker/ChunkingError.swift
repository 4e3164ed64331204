/// Why a source could not be cut into chunks; `description` names the file, the problem and the way out.
public struct ChunkingError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable, Codable {
        case notFound = "not_found"
        case unreadable
        case emptyFile = "empty_file"
        case notAudio = "not_audio"
        case notText = "not_text"
        case invalidUTF8 = "invalid_utf8"
        case truncated
        case noAudioStream = "no_audio_stream"
        case undecodable
        case outputExists = "output_exists"
        case unwritable
        case invalidSettings = "invalid_settings"
        case damagedModel = "damaged_model"
        case missingLibrary = "missing_library"
        case outOfMemory = "out_of_memory"
        case cancelled
    }

    public let code: Code
    /// The file or folder the error is about.
    public let path: String
    /// What is wrong, in words for a person.
    public let problem: String
    /// What the person can do.
    public let remedy: String

    public init(_ code: Code, path: String, _ problem: String, remedy: String) {
        self.code = code
        self.path = path
        self.problem = problem
        self.remedy = remedy
    }

    public var description: String { "\(path): \(problem); \(remedy)" }
}
