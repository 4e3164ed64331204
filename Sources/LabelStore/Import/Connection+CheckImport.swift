internal import Consensus
internal import QuorumCore

/// A task that is there, as far as an imported row must fit it.
private struct PresentItem {
    let task: TaskID
    let text: String?
    let pair: TextPair?

    /// Of `task t` and `chunk c`.
    static let columns = "t.id, c.text, c.option_a, c.option_b"

    init(_ row: Row) throws(StoreError) {
        task = try row.id(0)
        text = try row.optionalText(1)
        pair = row.isNull(2) ? nil : TextPair(a: try row.text(2), b: try row.text(3))
    }
}

extension Connection {
    /// Rows of a file, each checked against the project and what is there.
    ///
    /// - Parameter names: of earlier rows that are not there yet; those of new items are added.
    /// - Throws: `.invalid` or `.conflict` with the row, and the field where it is known.
    func checked(
        _ items: [ImportedItem], in project: Project, _ names: inout ImportedNames
    ) throws(StoreError) -> [CheckedItem] {
        let present = try present(items, in: project.id)
        var checked: [CheckedItem] = []
        checked.reserveCapacity(items.count)
        for item in items {
            let known = present[item.reference]
            if let content = item.content {
                let isOther = known.map { $0.text != content.text || $0.pair != content.pair }
                guard !(isOther ?? names.contradicts(item.reference, content)) else {
                    throw StoreError(
                        .conflict,
                        "\(item.reference) is there already with another text; give each item a name of its own.",
                        field: "id", row: item.row)
                }
            }
            let isNew = known == nil && !names.has(item.reference)
            if isNew {
                guard let content = item.content, case .item = item.reference else {
                    throw StoreError(
                        .invalid, "There is no \(item.reference) in the project; import the items first.", field: "id",
                        row: item.row)
                }
                names.add(item.reference, content)
            }
            checked.append(
                try CheckedItem(
                    item, task: known?.task, isNew: isNew, of: item.content?.text ?? known?.text, in: project))
        }
        return checked
    }

    private func present(
        _ items: [ImportedItem], in project: ProjectID
    ) throws(StoreError) -> [ItemReference: PresentItem] {
        var names: [String] = []
        var tasks: [TaskID] = []
        for item in items {
            switch item.reference {
            case .item(let name): names.append(name)
            case .task(let id): tasks.append(id)
            }
        }
        var present: [ItemReference: PresentItem] = [:]
        // Before the first import there is none to look for.
        if try first("SELECT 1 FROM task WHERE project = $1 AND item IS NOT NULL LIMIT 1", project) == nil {
            names = []
        }
        for row in try query(
            names, after: [project],
            {
                """
                SELECT \(PresentItem.columns), t.item FROM task t JOIN chunk c ON c.id = t.chunk
                WHERE t.project = $1 AND t.item IN \($0)
                """
            })
        { present[.item(try row.text(4))] = try PresentItem(row) }
        for row in try query(
            tasks, after: [project],
            {
                """
                SELECT \(PresentItem.columns) FROM task t JOIN chunk c ON c.id = t.chunk
                WHERE t.project = $1 AND t.id IN \($0)
                """
            })
        {
            let item = try PresentItem(row)
            present[.task(item.task)] = item
        }
        return present
    }
}

extension CheckedItem {
    fileprivate init(
        _ item: ImportedItem, task: TaskID?, isNew: Bool, of text: String?, in project: Project
    ) throws(StoreError) {
        row = item.row
        reference = item.reference
        content = item.content
        self.task = task
        self.isNew = isNew
        var predictions: [(prediction: NewPrediction, key: String)] = []
        for prediction in item.predictions {
            let label = try Self.canonical(prediction.label, of: text, in: project, field: "prediction", row: item.row)
            predictions.append(
                (
                    NewPrediction(
                        model: prediction.model, label: label.answer, score: prediction.score,
                        uncertainty: prediction.uncertainty), label.key
                ))
        }
        self.predictions = predictions
        var annotations: [Answer] = []
        for annotation in item.annotations {
            let label = try Self.canonical(annotation.answer, of: text, in: project, field: "label", row: item.row)
            annotations.append(
                Answer(annotator: annotation.annotator, answer: label.answer, key: label.key, at: annotation.at))
        }
        self.annotations = annotations
        gold =
            if let answer = item.gold {
                try Self.canonical(answer, of: text, in: project, field: "label", row: item.row)
            } else {
                nil
            }
    }

    private static func canonical(
        _ answer: String, of text: String?, in project: Project, field: String, row: Int
    ) throws(StoreError) -> (answer: String, key: String) {
        let canonical: String
        do {
            canonical = try project.answers.canonical(answer, of: text)
        } catch {
            throw StoreError(.invalid, error.message, field: field, row: row)
        }
        let key = AnswerKey.key(for: canonical, kind: project.kind, normalisation: project.policy.normalisation)
        guard !key.isEmpty else {
            throw StoreError(
                .invalid, "The answer holds nothing one can see; write one, or leave the row out.", field: field,
                row: row)
        }
        return (canonical, key)
    }
}
