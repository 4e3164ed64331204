public import TableIO

/// The data to measure: splits with the same columns, and the votes behind the labels if there are any.
public struct MeasureInput: Sendable {
    public struct Split: Sendable {
        public let name: String
        /// The file the rows come from, or what stands for several.
        public let path: String?
        /// nil for several files, which have their own.
        public let sha256: String?
        public let table: Table
        /// The place of each row in its file; nil when the table is the whole file.
        public let fileRows: [Int]?
        /// The files the rows come from, in their order; fewer than two where `path` says it all.
        public let files: [File]
        /// The recording of each row, where no column says where it is.
        public let recordings: [Recording?]?

        public init(
            name: String, path: String? = nil, sha256: String? = nil, table: Table, fileRows: [Int]? = nil,
            files: [File] = [], recordings: [Recording?]? = nil
        ) {
            self.name = name
            self.path = path
            self.sha256 = sha256
            self.table = table
            self.fileRows = fileRows
            self.files = files
            self.recordings = recordings
        }

        public var rowCount: Int { table.rowCount }
        var columnNames: [String] { table.columns.map(\.name) }

        /// The rows of a split of some rows, in the order named.
        func taking(_ rows: [Int], name: String) -> Split {
            Split(
                name: name, path: path, sha256: sha256, table: Table(columns: table.columns.map { $0.rows(rows) }),
                fileRows: rows.map { fileRows?[$0] ?? $0 }, files: files,
                recordings: recordings.map { all in rows.map { all[$0] } })
        }

        /// The 0-based row in its file.
        func fileRow(_ row: Int) -> Int { place(row).row }

        /// The file a row is in, where the split has several.
        func file(_ row: Int) -> String? { place(row).file }

        private func place(_ row: Int) -> (file: String?, row: Int) {
            var row = fileRows?[row] ?? row
            guard files.count > 1 else { return (nil, row) }
            for file in files {
                if row < file.rows { return (file.path, row) }
                row -= file.rows
            }
            return (nil, row)
        }
    }

    /// One of several files of a split.
    public struct File: Equatable, Sendable {
        public let path: String
        /// nil of a file that can be read only once.
        public let sha256: String?
        public let rows: Int
    }

    /// Answers of several people to the same tasks.
    public struct Votes: Sendable {
        /// One row a vote.
        public let table: Table
        /// Columns of `table`.
        public let task: String
        public let worker: String
        public let label: String
        /// What the votes are, in words for the reader of a report.
        public let origin: String
        /// Labels are whole transcripts, which agree in full or not at all.
        public let areTranscripts: Bool

        public init(
            table: Table, task: String = "task", worker: String = "worker", label: String = "label", origin: String,
            areTranscripts: Bool = false
        ) {
            self.table = table
            self.task = task
            self.worker = worker
            self.label = label
            self.origin = origin
            self.areTranscripts = areTranscripts
        }
    }

    /// Why rows of recordings are not compared by their columns.
    public static let rowsAreRecordings = "rows are recordings, which leakage.audio and duplicates.audio compare"

    public let splits: [Split]
    public let votes: Votes?
    public let roles: ColumnRoles
    /// Rows that are not measured but must not be in the splits, such as what a model was trained on before.
    public let reference: Split?
    /// What is measured, where it is not a file.
    public let source: String?
    /// Why no row has a recording, where it may have one elsewhere.
    public let recordingsNote: String?
    /// Why rows say nothing about whether two examples are the same, as where the recordings are not among the
    /// columns; nil when they can be compared.
    public let comparisonNote: String?
    /// Columns that say where a row comes from and how it was labeled, not what it is; what checks learn from and compare
    /// between splits leaves them out.
    public let bookkeeping: Set<String>
    /// Files beside those that were measured.
    public let leftOut: [String]

    public init(
        splits: [Split], votes: Votes? = nil, roles: ColumnRoles, reference: Split? = nil, source: String? = nil,
        recordingsNote: String? = nil, comparisonNote: String? = nil, bookkeeping: Set<String> = [],
        leftOut: [String] = []
    ) {
        self.splits = splits
        self.votes = votes
        self.roles = roles
        self.reference = reference
        self.source = source
        self.recordingsNote = recordingsNote
        self.comparisonNote = comparisonNote
        self.bookkeeping = bookkeeping
        self.leftOut = leftOut
    }

    /// The columns two rows must agree in to be the same: the text if it was named or is what people answered, else all
    /// that every split has but the id, the split, a sample's name in a WebDataset and the names of files whose bytes
    /// stand beside them. None where rows are recordings that a path names, for the path says nothing about what is in
    /// them.
    var comparedColumns: [String] {
        if comparisonNote != nil { return [] }
        if let text = roles.text, text.choice == .given || roles.textIsAnswer { return [text.column] }
        if haveNamedRecordings { return [] }
        let left = Set([roles.id?.column, roles.split?.column, "__key__"].compactMap { $0 })
        guard let first = splits.first else { return [] }
        return first.table.columns.map(\.name).filter { name in
            !left.contains(name) && !roles.isProbability(name) && !isNameOfBytes(name)
                && splits.allSatisfy { $0.table[name] != nil }
        }
    }

    /// Whether a column is the `path` of a file that Hugging Face's `datasets` holds the bytes of, as an image's.
    private func isNameOfBytes(_ column: String) -> Bool {
        guard column.hasSuffix(".path"), let bytes = splits[0].table[column.dropLast(4) + "bytes"] else { return false }
        return bytes.hasCells
    }

    /// Whether a column says where the recordings of rows are.
    var haveNamedRecordings: Bool {
        guard let audio = roles.audio?.column else { return false }
        return splits.contains { $0.table[audio]?.isUTF8 == true }
    }
}
