internal import DurableFiles
internal import Foundation
internal import NIOPosix
package import QuorumCore

/// A folder, each file at its key's path.
package struct FolderMedia: MediaStore {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    package var name: String { path }
    package var isRemote: Bool { false }

    package func put(_ file: String, as key: String, sha256: String?) async throws {
        let place = try place(of: key)
        try await blocking {
            try FileManager.default.createDirectory(
                atPath: URL(fileURLWithPath: place).deletingLastPathComponent().path,
                withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try DurableMove.move(file, to: place)
        }
    }

    package func putFolder(_ folder: String, as prefix: String, last: String) async throws {
        let place = try place(of: prefix)
        try await blocking { try DurableMove.replaceFolder(place, with: folder) }
    }

    package func entry(_ key: String) async throws -> MediaEntry? {
        let place = try place(of: key)
        return try await blocking { Self.entry(key, at: place) }
    }

    package func content(of key: String, range: ClosedRange<Int>?) async throws -> MediaContent {
        .file(path: try place(of: key))
    }

    package func remove(_ key: String) async throws {
        let place = try place(of: key)
        try await blocking {
            guard unlink(place) == 0 || errno == ENOENT || errno == ENOTDIR else { throw unremovable(place) }
            removeEmptyFolders(above: key)
        }
    }

    package func removeAll(_ prefix: String, but kept: String?) async throws {
        guard kept == nil, prefix.hasSuffix("/") else {
            var keys: [String] = []
            try await list(prefix) { page in
                keys += page.lazy.map(\.key).filter { key in kept.map { !key.hasPrefix($0) } ?? true }
            }
            for key in keys { try await remove(key) }
            return
        }
        let place = try place(of: String(prefix.dropLast()))
        try await blocking {
            guard FileManager.default.fileExists(atPath: place) else { return }
            try FileManager.default.removeItem(atPath: place)
        }
    }

    package func list(_ prefix: String, _ body: ([MediaEntry]) async throws -> Void) async throws {
        let folder = prefix.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let place = folder.isEmpty ? path : try self.place(of: folder)
        let found = try await blocking {
            var found: [MediaEntry] = []
            for case let name as String in FileManager.default.enumerator(atPath: place) ?? .init() {
                let key = folder.isEmpty ? name : "\(folder)/\(name)"
                guard key.hasPrefix(prefix), let entry = Self.entry(key, at: "\(place)/\(name)") else { continue }
                found.append(entry)
            }
            return found
        }
        if !found.isEmpty { try await body(found) }
    }

    package func removeUnfinished(before: Timestamp) async throws {}

    package func address(of key: String, for life: Duration, type: String) -> String? { nil }

    package func check() async throws {
        guard access(path, W_OK | X_OK) == 0 else {
            throw MediaError(.settings, "\(path) cannot be written; make it writable or name another folder.")
        }
    }

    package func close() async {}

    private func place(of key: String) throws(MediaError) -> String {
        let parts = key.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." || $0.utf8.contains(0) }) else {
            throw MediaError(.missing, "\"\(key)\" names no file.")
        }
        return "\(path)/\(key)"
    }

    private static func entry(_ key: String, at place: String) -> MediaEntry? {
        var status = stat()
        guard stat(place, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let (seconds, nanoseconds) = (Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec))
        return MediaEntry(
            key: key, bytes: Int64(status.st_size),
            modified: Timestamp(milliseconds: seconds * 1000 + nanoseconds / 1_000_000),
            tag: "\(String(seconds, radix: 16))-\(String(nanoseconds, radix: 16))-\(status.st_size)")
    }

    /// Folders that a removed file leaves with nothing in them, but for the outermost.
    private func removeEmptyFolders(above key: String) {
        var parts = key.split(separator: "/").dropLast()
        while parts.count > 1, rmdir("\(path)/\(parts.joined(separator: "/"))") == 0 { parts.removeLast() }
    }

    private func unremovable(_ place: String) -> MediaError {
        MediaError(.failed, "\(place) cannot be removed: \(SystemError.last).")
    }

    private func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await NIOThreadPool.singleton.runIfActive(body)
    }
}
