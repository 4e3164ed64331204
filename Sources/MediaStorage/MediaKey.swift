/// The keys of files, and the prefixes of those that belong together.
package enum MediaKey {
    /// Uploads, chunks and what is made of versions.
    package static let areas = [blobs, media, reports, exports]

    /// Says whose the files are.
    package static let owner = "owner.json"

    package static let blobs = "blobs/"
    package static let media = "media/"
    package static let reports = "reports/"
    package static let exports = "exports/"

    /// An upload, by its SHA-256.
    package static func blob(_ sha256: String) -> String { "\(blobs)\(sha256.prefix(2))/\(sha256)" }
    /// The SHA-256 that a key of an upload tells; nil for other keys.
    package static func sha256(ofBlob key: String) -> String? {
        let sha256 = key.split(separator: "/").last.map(String.init) ?? ""
        return sha256.utf8.count == 64 && key == blob(sha256) ? sha256 : nil
    }
    /// A chunk's recording or waveform, by the key that its record has.
    package static func chunk(_ key: String) -> String { media + key }
    /// The report of a dataset version.
    package static func report(_ digest: String) -> String { reports + digest }
    /// Everything that was exported of a version.
    package static func exports(_ digest: String) -> String { exports + digest }
    /// The shards of a version.
    package static func export(_ digest: String, format: String) -> String { "\(exports(digest))/\(format)" }
}
