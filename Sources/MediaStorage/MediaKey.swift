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
    /// Whether a key marks the owner of some place, here or further in.
    package static func isOwner(_ key: String) -> Bool { key == owner || key.hasSuffix("/\(owner)") }

    /// Whether Quorum writes keys of this shape; what else is found in its areas is somebody else's.
    package static func isWritten(_ key: String) -> Bool {
        let parts = key.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts.allSatisfy({ !$0.isEmpty }), !isOwner(key) else { return false }
        switch "\(parts[0])/" {
        case blobs: return sha256(ofBlob: key) != nil && isDigest(parts[2])
        case media:
            let attempt = parts[2].split(separator: "-", omittingEmptySubsequences: false)
            return parts.count == 4 && isNumber(parts[1]) && attempt.count == 2 && attempt.allSatisfy(isNumber)
        case reports: return parts.count == 3 && isDigest(parts[1])
        case exports: return isDigest(parts[1]) && (parts.count == 4 || parts.count > 4 && parts[3] == "data")
        default: return false
        }
    }

    private static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func isDigest(_ text: Substring) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
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
