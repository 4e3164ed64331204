import Glibc
import Testing

@testable import TableIO

/// A folder for a test's files, removed with it.
final class Scratch {
    let path: String

    init() {
        var template = Array("/tmp/tableio.XXXXXX".utf8CString)
        path = String(cString: mkdtemp(&template))
    }

    deinit {
        guard let folder = opendir(path) else { return }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            unlink(path + "/" + name)
        }
        closedir(folder)
        rmdir(path)
    }

    var files: [String] {
        var names: [String] = []
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Writes a file and gives its path.
    func file(_ name: String, _ bytes: [UInt8]) -> String {
        let file = path + "/" + name
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            written += bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        }
        return file
    }

    func file(_ name: String, _ text: String) -> String { file(name, Array(text.utf8)) }

    func read(_ name: String, _ text: String) throws(TableError) -> Table {
        try TableReader.read(file(name, text))
    }
}

extension Table {
    /// The cells of a text column; nil where null.
    func texts(_ name: String) -> [String?] {
        guard let column = self[name] else { return [] }
        guard case .utf8(let texts) = column.storage else { return [] }
        return (0..<texts.count).map { column.isNull($0) ? nil : texts.string($0) }
    }

    var names: [String] { columns.map(\.name) }
}
