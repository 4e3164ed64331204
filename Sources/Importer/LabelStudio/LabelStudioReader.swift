internal import LabelStore
internal import QuorumCore
internal import TableIO

/// Reads tasks, answers and predictions from what Label Studio exports as `JSON` (1.23): a list of tasks, each with its
/// `data`, `annotations` and `predictions`.
///
/// Items are named `label-studio-ID` by their task's number. Answers that were cancelled are left out, and so are
/// predictions of which the export holds no more than a number. An annotator is named by email address where the
/// export has it, else `label-studio-NUMBER`.
final class LabelStudioReader: ItemReader {
    /// Tasks that are given at once.
    private static let batch = 1000

    private let elements: JSONElements
    private let fields: ItemFields
    private let answers: LabelStudioAnswer
    private var row = 0

    /// - Throws: `ImportError` where the settings ask for something else than what such a file holds, or a `TableError`.
    init(_ path: String, of project: Project, _ settings: ImportSettings) throws {
        guard settings.subject == .items else {
            throw ImportError(
                "usage", path,
                "what Label Studio exports is imported as items, with the answers and predictions it holds; leave "
                    + "\"\(settings.subject.rawValue)\" out, or give a table")
        }
        elements = try JSONElements(path)
        fields = ItemFields(path: path, project: project, settings: settings)
        answers = LabelStudioAnswer(kind: project.kind)
    }

    func next() throws(ImportError) -> [ImportedItem]? {
        var items: [ImportedItem] = []
        while items.count < Self.batch, let text = try element() {
            guard let task = JSONTree(text), let data = task["data"] else {
                throw fields.error(row, "data", "it is no task of Label Studio; export the project as JSON")
            }
            items.append(try item(task, data))
            row += 1
        }
        return items.isEmpty ? nil : items
    }

    private func element() throws(ImportError) -> String? {
        do throws(TableError) {
            return try elements.next()
        } catch {
            throw ImportError(error)
        }
    }

    private func item(_ task: JSONTree, _ data: JSONTree) throws(ImportError) -> ImportedItem {
        let columns = fields.settings.columns
        let content = try fields.content(
            text: try member(columns.text, of: data), a: try member(columns.a, of: data),
            b: try member(columns.b, of: data), group: try member(columns.group, of: data), row: row)
        let name = task["id"]?.integer.map { "label-studio-\($0)" }
        var item = ImportedItem(
            row: row, reference: try fields.reference(id: name, task: nil, content: content, row: row),
            content: content)
        for annotation in task["annotations"]?.elements ?? [] where annotation["was_cancelled"] != .bool(true) {
            item.annotations.append(try self.annotation(annotation, of: content.text))
        }
        for prediction in task["predictions"]?.elements ?? [] {
            guard let result = prediction["result"]?.elements, !result.isEmpty else { continue }
            item.predictions.append(try self.prediction(prediction, result, of: content.text))
        }
        return item
    }

    private func member(_ name: String, of data: JSONTree) throws(ImportError) -> String? {
        switch data[name] {
        case .string(let text)?: return text
        case .number(let text)?: return text
        case nil, .null?:
            // A pair need not respond to anything; everything else must be there.
            guard fields.project.kind != .pairwise, name == fields.settings.columns.text,
                case .object(let members) = data
            else { return nil }
            throw fields.error(
                row, name,
                "the task's data has no such member; there is \(members.keys.sorted().joined(separator: ", ")). Say "
                    + "with the import which one holds the text")
        default: throw fields.error(row, name, "it is no text")
        }
    }

    private func annotation(_ annotation: JSONTree, of text: String) throws(ImportError) -> PastAnnotation {
        let answer = try answer(annotation["result"]?.elements ?? [], of: text)
        var moment: Timestamp?
        if case .string(let created)? = annotation["created_at"] { moment = Timestamp(iso8601: created) }
        return try fields.annotation(
            annotator: Self.annotator(annotation["completed_by"]), answer: answer, at: moment, row: row)
    }

    private func prediction(
        _ prediction: JSONTree, _ result: [JSONTree], of text: String
    ) throws(ImportError) -> NewPrediction {
        let answer = try answer(result, of: text)
        return try fields.prediction(
            label: answer, score: prediction["score"]?.numeral, scores: nil,
            model: prediction["model_version"]?.text ?? fields.settings.model ?? "label-studio",
            labelField: "predictions", row: row)
    }

    private func answer(_ result: [JSONTree], of text: String) throws(ImportError) -> String {
        let controls = answers.controls(of: result)
        guard controls.count < 2 else {
            throw fields.error(
                row, "result",
                "it holds answers of \(controls.joined(separator: " and ")); export a project with one control of the "
                    + "type \(answers.type)")
        }
        guard let answer = answers.text(result, of: text) else {
            throw fields.error(
                row, "result",
                "it holds no single answer of the kind \(fields.project.kind.rawValue); it is read from "
                    + "\(answers.type), or leave the task out")
        }
        return answer
    }

    private static func annotator(_ user: JSONTree?) -> String? {
        if let email = user?["email"]?.text, !email.isEmpty { return email }
        if let name = user?["username"]?.text, !name.isEmpty { return name }
        return (user?["id"] ?? user)?.integer.map { "label-studio-\($0)" }
    }
}

extension JSONTree {
    fileprivate var elements: [JSONTree]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    fileprivate var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    fileprivate var numeral: String? {
        if case .number(let text) = self { text } else { nil }
    }
}
