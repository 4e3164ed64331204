package import QuorumCore

extension LabelStore {
    /// Says what is wrong with rows of a file, as far as the database tells; changes nothing.
    ///
    /// - Parameter names: of the file's earlier rows; those of new items are added.
    /// - Throws: `.invalid` or `.conflict` with the row, and the field where it is known.
    package func check(
        _ items: [ImportedItem], into project: Project, _ names: inout ImportedNames
    ) async throws(StoreError) {
        let earlier = names.of(items)
        names.add(
            try await read { (db) throws(StoreError) in
                var names = earlier
                _ = try db.checked(items, in: project, &names)
                _ = try db.accounts(of: items.people, in: project.id)
                return names
            })
    }

    /// Adds rows of a file in one transaction. What is there already is left as it is, so that a file may be imported
    /// again, or a longer one of the same items.
    ///
    /// New predictions come after those there are. Answers are decided upon in their order, each task once; a task that
    /// was decided stays as it is.
    ///
    /// - Parameter actor: who does it; nil for whoever runs the program on the data folder.
    /// - Throws: `.invalid` or `.conflict` with the row; then none of these rows was added.
    package func add(
        _ items: [ImportedItem], from file: ImportFile, to project: ProjectID, by actor: UserID?, at: Timestamp
    ) async throws(StoreError) -> ImportCounts {
        try await write { (db) throws(StoreError) in
            // Two imports of one file would both find its rows new.
            if let lock = db.dialect.lockImports { _ = try db.all(lock, project) }
            let project = try db.steadyProject(project)
            var names = ImportedNames()
            var checked = try db.checked(items, in: project, &names)
            var counts = ImportCounts()
            try db.addItems(&checked, from: file, to: project, by: actor, &counts, at: at)
            try db.addPredictions(of: checked, in: project, &counts, at: at)
            try db.addGold(of: checked, in: project, &counts, at: at)
            var events = try db.addAnnotations(of: checked, in: project, &counts, at: at)
            if counts.hasNew, let first = items.first, let last = items.last {
                let rows = "rows \(first.row + 1) to \(last.row + 1) of \(file.sha256)"
                events.append(
                    AuditEntry(
                        "rows.imported", "project \(project.id)", detail: "\(rows): \(counts.words)", by: actor))
            }
            try db.audit(events, at: at)
            return counts
        }
    }
}

extension [ImportedItem] {
    /// Whose answers they hold, each with the row the name stands in.
    var people: [(name: String, row: Int)] {
        flatMap { item in item.annotations.map { ($0.annotator, item.row) } }
    }
}

/// A row with its answers as they are stored, and its task where there is one.
struct CheckedItem {
    struct Answer {
        let annotator: String
        let answer: String
        let key: String
        let at: Timestamp?
    }

    let row: Int
    let reference: ItemReference
    let content: ImportedContent?
    /// nil for what is not there yet.
    var task: TaskID?
    let isNew: Bool
    let predictions: [(prediction: NewPrediction, key: String)]
    let annotations: [Answer]
    let gold: (answer: String, key: String)?

    /// Whether it only names the item.
    var saysNothing: Bool { predictions.isEmpty && annotations.isEmpty && gold == nil }
}

extension ImportCounts {
    /// For the record.
    fileprivate var words: String {
        "\(items) items, \(predictions) predictions, \(annotations) answers, \(gold) gold"
    }
}
