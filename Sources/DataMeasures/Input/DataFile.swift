internal import Crypto
internal import Foundation
internal import Glibc
internal import QuorumCore
internal import TableIO

/// One file of a data set, read whole.
struct DataFile: Sendable {
    /// What files with data are, by their names.
    enum Format: Hashable {
        case table(TableFormat)
        case webDataset

        init?(path: String) {
            if path.lowercased().hasSuffix(".tar") {
                self = .webDataset
            } else if let format = try? TableFormat(path: path) {
                self = .table(format)
            } else {
                return nil
            }
        }
    }

    let path: String
    let table: Table
    /// By row; nil where the columns say where the recordings are.
    let recordings: [Recording?]?

    init(_ path: String, threads: Int) throws(MeasureError) {
        self.path = path
        var recordings: [Recording?]?
        do {
            if case .webDataset = Format(path: path) {
                let shard = try WebDatasetReader.read(path, digest: Self.sha256)
                table = shard.table
                recordings = shard.recordings.map { range in range.map { .section(of: path, $0) } }
            } else if let list = try AudioManifest.ljSpeech(path) {
                table = list
            } else {
                table = try TableReader.read(path, threads: threads)
            }
        } catch let error as MeasureError {
            throw error
        } catch let error as TableError {
            throw MeasureError(error.code.rawValue, error.path, error.message)
        } catch {
            throw MeasureError("unreadable", path, "cannot be read: \(error)")
        }
        self.recordings = recordings?.contains { $0 != nil } == true ? recordings : nil
    }

    private static func sha256() -> WebDatasetReader.Digest {
        var hash = SHA256()
        return WebDatasetReader.Digest(update: { hash.update(data: $0) }, finish: { Data(hash.finalize()).hexadecimal })
    }

    /// A file and its SHA-256, read at once where there are threads for it; nil for what can be read only once, such as a
    /// pipe.
    static func read(_ path: String, threads: Int) throws(MeasureError) -> (file: DataFile, sha256: String?) {
        guard isRegular(path) else { return (try DataFile(path, threads: threads), nil) }
        let found = parallelMap(2, threads: threads) { part in
            part == 0
                ? Part.file(Result { () throws(MeasureError) in try DataFile(path, threads: threads) })
                : .digest(Result { () throws(MeasureError) in try sha256(path) })
        }
        guard case .file(let file) = found[0], case .digest(let digest) = found[1] else {
            preconditionFailure("parts in another order")
        }
        return (try file.get(), try digest.get())
    }

    private enum Part: Sendable {
        case file(Result<DataFile, MeasureError>)
        case digest(Result<String, MeasureError>)
    }

    /// Whether a path, or what it links to, is a file that can be read again and again; what is not there counts as one.
    private static func isRegular(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
    }

    private static func sha256(_ path: String) throws(MeasureError) -> String {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw MeasureError("unreadable", path, "cannot be read; check its permissions")
        }
        var hash = SHA256()
        do {
            while let part = try file.read(upToCount: 1 << 20), !part.isEmpty { hash.update(data: part) }
        } catch {
            throw MeasureError("unreadable", path, "cannot be read to its end: \(error)")
        }
        return hash.finalize().hexadecimal
    }
}

extension MeasureInput.Split {
    /// The files of a split, one after another.
    ///
    /// - Parameters:
    ///   - origin: what the split is shown by.
    ///   - haveLabels: whether recordings that no list names are labelled by their folders.
    /// - Throws: also when there is no row in all of them.
    init(
        name: String, files paths: [String], origin: String, haveLabels: Bool, threads: Int
    ) throws(MeasureError) {
        guard !paths.isEmpty else {
            throw MeasureError("empty", origin, "no file is named for split '\(name)'; name one")
        }
        if paths.allSatisfy({ Recording.isRecording($0) }) {
            self.init(name: name, path: origin, table: AudioManifest.folder(paths, haveLabels: haveLabels))
            return
        }
        var files: [DataFile] = []
        var described: [MeasureInput.File] = []
        var rows = 0
        for path in paths {
            let (file, digest) = try DataFile.read(path, threads: threads)
            try Self.check(file, like: files.first)
            rows += file.table.rowCount
            guard rows < Int(Int32.max) else {
                throw MeasureError(
                    "too_large", path, "there are more than 2,147,483,646 rows up to it; measure the data in parts")
            }
            files.append(file)
            described.append(MeasureInput.File(path: path, sha256: digest, rows: file.table.rowCount))
        }
        guard rows > 0 else {
            throw MeasureError("empty", origin, "there are no rows in it; check where it comes from")
        }
        let recordings =
            files.contains { $0.recordings != nil }
            ? files.flatMap { $0.recordings ?? Array(repeating: nil, count: $0.table.rowCount) } : nil
        self.init(
            name: name, path: files.count == 1 ? paths[0] : origin,
            sha256: files.count == 1 ? described[0].sha256 : nil,
            table: Table.joined(files.map(\.table)), files: described, recordings: recordings)
    }

    /// JSON leaves keys out; in any other format files with different columns are no parts of one table.
    private static func check(_ file: DataFile, like first: DataFile?) throws(MeasureError) {
        guard let first, let format = DataFile.Format(path: file.path), format != .table(.jsonl), format != .webDataset
        else { return }
        let columns = Set(file.table.columns.map(\.name))
        let expected = Set(first.table.columns.map(\.name))
        if let missing = expected.subtracting(columns).sorted().first {
            throw MeasureError(
                "unknown_column", file.path,
                "there is no column '\(missing)', which \(first.path) has; measure them apart")
        }
        if let extra = columns.subtracting(expected).sorted().first {
            throw MeasureError(
                "unknown_column", file.path,
                "there is a column '\(extra)', which \(first.path) lacks; measure them apart")
        }
    }
}
