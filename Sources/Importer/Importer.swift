package import LabelStore
package import QuorumCore
internal import TableIO

/// Brings items, predictions and answers from files into a project.
///
/// A file is read twice, a part at a time: first every row is checked, so that nothing is imported of a file with a wrong
/// one; then rows are added, some thousands in a transaction. Between the parts some 30 bytes are kept of each new item.
/// What is there already is left as it is, so a file may be imported again, also after a crash.
package struct Importer: Sendable {
    /// Rows in a transaction: others who write wait so long for their turn.
    private static let batch = 4000

    private let store: LabelStore
    private let project: Project
    private let settings: ImportSettings

    package init(into project: Project, of store: LabelStore, _ settings: ImportSettings) {
        self.store = store
        self.project = project
        self.settings = settings
    }

    /// Checks every row; changes nothing.
    ///
    /// - Returns: how many there are.
    package func check(_ path: String, _ format: ImportFormat? = nil) async throws -> Int {
        var rows = 0
        var names = ImportedNames()
        try await forEachBatch(of: path, named: path, format) { items in
            try await store.check(items, into: project, &names)
            rows += items.count
        }
        guard rows > 0 else { throw ImportError("empty", path, "there is no row to import") }
        return rows
    }

    /// Checks every row, then adds them.
    ///
    /// - Parameters:
    ///   - name: what the file is called in the project and in errors; nil: by the last part of its path.
    ///   - actor: who does it; nil for whoever runs the program on the data folder.
    ///   - now: gives the time.
    ///   - progress: told the share that is done, 0...1.
    /// - Throws: `ImportError` for a row that does not fit; then nothing is imported, unless it says so.
    package func add(
        _ path: String, _ format: ImportFormat? = nil, name: String? = nil, details: SourceDetails = SourceDetails(),
        by actor: UserID?, now: @Sendable () -> Timestamp, progress: @Sendable (Double) -> Void = { _ in }
    ) async throws -> ImportCounts {
        let rows = try await check(path, format)
        let (sha256, bytes) = try FileSHA256.of(path)
        let last = String(path.split(separator: "/").last ?? "file")
        let file = ImportFile(name: name ?? last, sha256: sha256, bytes: bytes, details: details)
        var counts = ImportCounts()
        var done = 0
        do {
            try await forEachBatch(of: path, named: path, format) { items in
                counts += try await store.add(items, from: file, to: project.id, by: actor, at: now())
                done += items.count
                progress(Double(done) / Double(rows))
            }
        } catch let error as ImportError {
            throw error.after(done)
        }
        return counts
    }

    private func forEachBatch(
        of path: String, named name: String, _ format: ImportFormat?, _ body: ([ImportedItem]) async throws -> Void
    ) async throws {
        let rows = ItemBatches(try reader(of: path, format), of: Self.batch)
        var batch = try await rows.next()
        while let items = batch {
            try Task.checkCancellation()
            // The next rows are read while the database is at these.
            async let following = rows.next()
            do {
                try await body(items)
            } catch let error as StoreError {
                throw ImportError(error, path: name)
            }
            batch = try await following
        }
    }

    private func reader(of path: String, _ format: ImportFormat?) throws -> sending any ItemReader {
        do {
            let format = if let format { format } else { try Self.format(of: path) }
            switch format {
            case .labelStudio: return try LabelStudioReader(path, of: project, settings)
            case .table(let table): return try TableItemReader(path, table, of: project, settings, length: Self.batch)
            }
        } catch let error as TableError {
            throw ImportError(error)
        }
    }

    private static func format(of path: String) throws(TableError) -> ImportFormat {
        path.lowercased().hasSuffix(".json") ? .labelStudio : .table(try TableFormat(path: path))
    }
}

/// A file's rows, so many at a time, read apart from whoever takes them.
private actor ItemBatches {
    private let reader: any ItemReader
    private let length: Int
    private var waiting: ArraySlice<ImportedItem> = []

    init(_ reader: sending any ItemReader, of length: Int) {
        self.reader = reader
        self.length = length
    }

    /// nil after the last.
    func next() throws -> [ImportedItem]? {
        while waiting.isEmpty {
            guard let more = try reader.next() else { return nil }
            waiting = more[...]
        }
        defer { waiting = waiting.dropFirst(length) }
        return Array(waiting.prefix(length))
    }
}

/// Reads a file's rows a part at a time.
protocol ItemReader {
    /// nil after the last.
    func next() throws(ImportError) -> [ImportedItem]?
}
