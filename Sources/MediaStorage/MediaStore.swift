package import QuorumCore

/// Where uploads, chunks and results are kept, each under a key such as `media/17/5-1/00001.flac`.
///
/// A file appears under its key whole or not at all. Keys are made by the server of numbers, digests and names of its own;
/// none is made of what a visitor wrote. All methods throw `MediaError`.
package protocol MediaStore: Sendable {
    /// What operators know the place by: a path, or `s3://bucket/prefix`.
    var name: String { get }
    /// Whether bytes travel over a network, so that putting them takes a while and fails now and then.
    var isRemote: Bool { get }

    /// Keeps a finished local file under a key, instead of what was there. Where the store is not remote the file is moved.
    ///
    /// - Parameter sha256: of the file, in hexadecimal, where it is known: a remote store then refuses other bytes.
    func put(_ file: String, as key: String, sha256: String?) async throws

    /// Keeps the files of a finished local folder under a prefix, instead of what was there.
    ///
    /// - Parameter last: the file that is put last, so that the rest is there when it is.
    func putFolder(_ folder: String, as prefix: String, last: String) async throws

    /// Length and age of a file; nil when it is not there.
    func entry(_ key: String) async throws -> MediaEntry?

    /// A file's bytes.
    ///
    /// - Parameter range: which of them; nil for all. A file kept locally is named and not read, whatever the range.
    /// - Throws: `MediaError.missing` when it is not there.
    func content(of key: String, range: ClosedRange<Int>?) async throws -> MediaContent

    /// Removes a file, if it is there.
    func remove(_ key: String) async throws

    /// Calls `body` with all files whose keys begin with `prefix`, in pages.
    func list(_ prefix: String, _ body: ([MediaEntry]) async throws -> Void) async throws

    /// Ends what stopped processes began to put and did not finish before a moment.
    func removeUnfinished(before: Timestamp) async throws

    /// An address at which a browser gets a file without asking the server, for a while; nil where there is none.
    func address(of key: String, for life: Duration, type: String) -> String?

    /// Throws unless files can be kept here.
    func check() async throws

    func close() async
}

/// What is known of a kept file.
package struct MediaEntry: Sendable, Hashable {
    package let key: String
    package let bytes: Int64
    package let modified: Timestamp
    /// Another one for other bytes; without quotation marks.
    package let tag: String
}

/// A file's bytes, or where they are.
package enum MediaContent: Sendable {
    case file(path: String)
    case stream(MediaStream)
}

extension MediaStore {
    package func put(_ file: String, as key: String) async throws { try await put(file, as: key, sha256: nil) }

    package func content(of key: String) async throws -> MediaContent { try await content(of: key, range: nil) }

    /// Removes all files whose keys begin with `prefix`, but for those that begin with `kept`.
    package func removeAll(_ prefix: String, but kept: String? = nil) async throws {
        var keys: [String] = []
        try await list(prefix) { page in
            keys += page.lazy.map(\.key).filter { key in kept.map { !key.hasPrefix($0) } ?? true }
        }
        try await keys.eachAtOnce(8) { try await remove($0) }
    }
}

extension Collection where Element: Sendable {
    /// Calls `body` for all elements, `count` of them at a time.
    func eachAtOnce(_ count: Int, _ body: @escaping @Sendable (Element) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var started = 0
            for element in self {
                if started >= count { try await group.next() }
                group.addTask { try await body(element) }
                started += 1
            }
            try await group.waitForAll()
        }
    }
}
