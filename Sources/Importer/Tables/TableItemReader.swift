internal import LabelStore
internal import QuorumCore
internal import TableIO

/// Reads items from a table: a row each, or a row for each thing said of one.
final class TableItemReader: ItemReader {
    private let batches: TableBatches
    private let fields: ItemFields
    private let length: Int
    private var row = 0
    /// The part of the file that was read last, and its rows that are no items yet.
    private var part: (columns: ItemColumns, rows: Range<Int>)?

    /// - Parameter length: how many items are made at once. The file is read in larger parts, and whoever waits for items
    ///   would wait for all those of a part.
    init(
        _ path: String, _ format: TableFormat, of project: Project, _ settings: ImportSettings, length: Int
    ) throws(TableError) {
        batches = try TableBatches(path, format: format)
        fields = ItemFields(path: path, project: project, settings: settings)
        self.length = length
    }

    func next() throws(ImportError) -> [ImportedItem]? {
        guard let (columns, rows) = try nextPart() else { return nil }
        part = (columns, rows.dropFirst(length))
        var items: [ImportedItem] = []
        items.reserveCapacity(length)
        for index in rows.prefix(length) {
            items.append(try item(columns, index))
            row += 1
        }
        return items
    }

    /// What is left of the part that was read last, or another one.
    private func nextPart() throws(ImportError) -> (columns: ItemColumns, rows: Range<Int>)? {
        if let part, !part.rows.isEmpty { return part }
        let table: Table
        do throws(TableError) {
            guard let next = try batches.next() else { return nil }
            table = next
        } catch {
            throw ImportError(error)
        }
        let columns = ItemColumns(table, fields.settings.columns)
        if row == 0 { try check(columns, table) }
        return (columns, 0..<table.rowCount)
    }

    /// Says at once what a file lacks, rather than of its first row.
    private func check(_ columns: ItemColumns, _ table: Table) throws(ImportError) {
        let names = fields.settings.columns
        let needed: [(name: String, column: Column?)] =
            switch fields.settings.subject {
            case .items where fields.project.kind == .pairwise: [(names.a, columns.a), (names.b, columns.b)]
            case .items: [(names.text, columns.text)]
            case .gold: [(names.label, columns.label)]
            case .predictions: [(names.label, columns.label ?? columns.scores)]
            case .annotations: [(names.label, columns.label), (names.annotator, columns.annotator)]
            }
        for (name, column) in needed where column == nil {
            throw ImportError(
                "missing_column", fields.path, field: name,
                "there is no such column; there is \(table.columns.map(\.name).joined(separator: ", ")). Say with "
                    + "the import what the column is called")
        }
    }

    private func item(_ columns: ItemColumns, _ index: Int) throws(ImportError) -> ImportedItem {
        let hasContent =
            fields.project.kind == .pairwise ? columns.a != nil && columns.b != nil : columns.text != nil
        let content =
            hasContent
            ? try fields.content(
                text: columns.text?.cell(index), a: columns.a?.cell(index), b: columns.b?.cell(index),
                group: columns.group?.cell(index), row: row) : nil
        var item = ImportedItem(
            row: row,
            reference: try fields.reference(
                id: columns.id?.cell(index), task: columns.task?.cell(index), content: content, row: row),
            content: content)
        let names = fields.settings.columns
        switch fields.settings.subject {
        case .items:
            let (label, scores) = (columns.prediction?.cell(index), columns.scores?.cell(index))
            if label != nil || scores != nil {
                item.predictions = [try prediction(label, scores, names.prediction, columns, index)]
            }
        case .predictions:
            item.predictions = [
                try prediction(columns.label?.cell(index), columns.scores?.cell(index), names.label, columns, index)
            ]
        case .gold: item.gold = try fields.answer(columns.label?.cell(index), row, names.label)
        case .annotations:
            item.annotations = [
                try fields.annotation(
                    annotator: columns.annotator?.cell(index), answer: columns.label?.cell(index),
                    at: try moment(columns.at?.cell(index)), row: row)
            ]
        }
        return item
    }

    private func prediction(
        _ label: String?, _ scores: String?, _ field: String, _ columns: ItemColumns, _ index: Int
    ) throws(ImportError) -> NewPrediction {
        try fields.prediction(
            label: label, score: columns.score?.cell(index), scores: scores, model: columns.model?.cell(index),
            labelField: field, row: row)
    }

    private func moment(_ text: String?) throws(ImportError) -> Timestamp? {
        guard let text else { return nil }
        guard let moment = Timestamp(iso8601: text) else {
            throw fields.error(
                row, fields.settings.columns.at, "\"\(text)\" is no time such as 2026-03-01T12:00:00Z")
        }
        return moment
    }
}

/// The columns of a table that something is read from; nil for those it lacks.
private struct ItemColumns {
    let id, task, text, a, b, group, label, annotator, at, prediction, score, scores, model: Column?

    init(_ table: Table, _ names: ImportColumns) {
        id = table[names.id]
        task = table[names.task]
        text = table[names.text]
        a = table[names.a]
        b = table[names.b]
        group = table[names.group]
        label = table[names.label]
        annotator = table[names.annotator]
        at = table[names.at]
        prediction = table[names.prediction]
        score = table[names.score]
        scores = table[names.scores]
        model = table[names.model]
    }
}
