import HTTPTypes
import QuorumCore

/// What an uploader says of a file, checked.
struct UploadDraft: Sendable {
    private static let longestFilename = 255
    private static let longestDetail = 200

    let filename: String
    let details: SourceDetails

    /// - Parameter word: what was said under a name, nil for nothing.
    /// - Throws: `Problem` (422) with the field that is wrong.
    init(filename: String, word: (String) -> String?) throws {
        self.filename = try FieldRules.name(filename, field: "filename", longest: Self.longestFilename)
        func detail(_ name: String) throws -> String? {
            try FieldRules.optionalName(word(name), field: name, longest: Self.longestDetail)
        }
        details = SourceDetails(
            group: try detail("group"), language: try detail("language"), licence: try detail("licence"),
            consent: try detail("consent"))
    }
}

/// The largest file that the server takes.
struct UploadLimit: Sendable {
    let bytes: Int64

    /// - Throws: `Problem` (413).
    func check(_ length: Int64) throws {
        guard length <= bytes else {
            throw Problem(
                .contentTooLarge,
                "The file is larger than the \(bytes) bytes this server takes; "
                    + "send a smaller one, or have its operator raise --max-upload.")
        }
    }

    static func empty(_ field: String) -> Problem {
        Problem.invalid(field, "The file is empty (0 bytes); choose one that holds something.")
    }
}
