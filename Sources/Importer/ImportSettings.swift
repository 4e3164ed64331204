package import TableIO

/// What the rows of a file say.
package enum ImportSubject: String, Sendable, CaseIterable {
    /// What is to be labeled, with what a model says of it where there are such columns.
    case items
    /// What a model says of items.
    case predictions
    /// What people answered elsewhere.
    case annotations
    /// The right answers of items, which become gold tasks.
    case gold
}

/// A form in which a file can be.
package enum ImportFormat: Sendable, Hashable {
    case table(TableFormat)
    /// What Label Studio's export `JSON` gives.
    case labelStudio

    package static let names = TableFormat.allCases.map(\.rawValue) + ["label-studio"]

    package init?(name: String) {
        if name == "label-studio" {
            self = .labelStudio
        } else if let table = TableFormat(rawValue: name) {
            self = .table(table)
        } else {
            return nil
        }
    }
}

/// The names of a table's columns, or of the members of `data` in Label Studio's tasks.
package struct ImportColumns: Sendable {
    package var id = "id"
    /// The number of a task, where items are not named.
    package var task = "task"
    package var text = "text"
    package var a = "a"
    package var b = "b"
    package var group = "group"
    package var label = "label"
    package var annotator = "annotator"
    package var at = "at"
    package var prediction = "prediction"
    package var score = "score"
    /// A JSON object with the score of each label.
    package var scores = "scores"
    package var model = "model"

    package init() {}
}

/// How a file is read.
package struct ImportSettings: Sendable {
    package let subject: ImportSubject
    package let columns: ImportColumns
    /// Whose predictions they are, where no column says so.
    package let model: String?
    /// Whose account the answers of a name belong to.
    package let users: [String: String]

    package init(
        _ subject: ImportSubject, columns: ImportColumns = ImportColumns(), model: String? = nil,
        users: [String: String] = [:]
    ) {
        self.subject = subject
        self.columns = columns
        self.model = model
        self.users = users
    }
}
