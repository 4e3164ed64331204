/// Why an export could not be made; `description` names the file or record, the problem and the way out.
package struct ExportError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable, Codable {
        case outputExists = "output_exists"
        case unwritable
        case emptyVersion = "empty_version"
        case missingMedia = "missing_media"
        case badMedia = "bad_media"
        case invalidSettings = "invalid_settings"
        case store
        case format
        case cancelled
    }

    package let code: Code
    /// The file, folder, version or chunk the error is about.
    package let subject: String
    /// What is wrong, in words for a person.
    package let problem: String
    /// What the person can do.
    package let remedy: String

    package init(_ code: Code, _ subject: String, _ problem: String, remedy: String) {
        self.code = code
        self.subject = subject
        self.problem = problem
        self.remedy = remedy
    }

    /// Throws where the task was cancelled.
    static func checkCancellation() throws(ExportError) {
        guard Task.isCancelled else { return }
        throw ExportError(.cancelled, "export", "it was stopped", remedy: "nothing was written; run it again")
    }

    package var description: String { "\(subject): \(problem); \(remedy)" }
}
