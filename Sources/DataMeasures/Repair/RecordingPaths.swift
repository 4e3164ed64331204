internal import Foundation
internal import TableIO

extension MeasureInput {
    /// The same data with the paths of recordings absolute, as bytes, for names that differ in case are different files.
    ///
    /// Paths count from the file that names them, so that equal ones in two splits may be different recordings.
    var locatingRecordings: MeasureInput {
        guard let audio = roles.audio?.column, haveNamedRecordings else { return self }
        return MeasureInput(
            splits: splits.map { split in
                split.replacing(audio) { paths in
                    Column(
                        name: audio, storage: .binary(UTF8Column(paths.map { $0 ?? "" })),
                        validity: paths.map { $0 != nil })
                }
            }, votes: votes, roles: roles, reference: reference, source: source, comparisonNote: comparisonNote,
            bookkeeping: bookkeeping, leftOut: leftOut)
    }

    /// The same data with the paths of recordings counted from another folder.
    func locatingRecordings(from folder: String) -> MeasureInput {
        guard let audio = roles.audio?.column, haveNamedRecordings else { return self }
        let base = URL(filePath: folder).resolvingSymlinksInPath().path.split(separator: "/")
        return MeasureInput(
            splits: splits.map { split in
                split.replacing(audio) { paths in
                    let relative = paths.map { path -> String? in
                        guard let parts = path?.split(separator: "/") else { return nil }
                        let common = zip(parts, base).prefix { $0 == $1 }.count
                        let up = Array(repeating: "..", count: base.count - common)
                        return (up + parts.dropFirst(common).map(String.init)).joined(separator: "/")
                    }
                    return Column(
                        name: audio, storage: .utf8(UTF8Column(relative.map { $0 ?? "" })),
                        validity: relative.map { $0 != nil })
                }
            }, roles: roles)
    }
}

extension MeasureInput.Split {
    /// - Parameter column: made of the absolute paths of the recordings, nil for rows without one.
    fileprivate func replacing(_ audio: String, _ column: ([String?]) -> Column) -> Self {
        guard table[audio]?.isUTF8 == true else { return self }
        let working = FileManager.default.currentDirectoryPath
        let paths = (0..<rowCount).map { row -> String? in
            guard case .file(let path) = recording(of: row, column: audio) else { return nil }
            return path.hasPrefix("/") ? path : working + "/" + path
        }
        return Self(
            name: name, path: path, sha256: sha256,
            table: Table(columns: table.columns.map { $0.name == audio ? column(paths) : $0 }), fileRows: fileRows,
            files: files, recordings: recordings)
    }
}
