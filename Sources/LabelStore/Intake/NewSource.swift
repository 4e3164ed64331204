package import QuorumCore

/// A file that was stored, before it has a number.
package struct NewSource: Sendable {
    package let project: ProjectID
    package let filename: String
    package let sha256: String
    package let bytes: Int64
    package let details: SourceDetails

    package init(project: ProjectID, filename: String, sha256: String, bytes: Int64, details: SourceDetails) {
        self.project = project
        self.filename = filename
        self.sha256 = sha256
        self.bytes = bytes
        self.details = details
    }
}
