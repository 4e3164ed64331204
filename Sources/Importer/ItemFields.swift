internal import Consensus
internal import Crypto
internal import LabelStore
internal import QuorumCore

/// Makes the parts of an item out of what stands in a file, checking what needs no database.
struct ItemFields {
    private static let longestName = 200
    private static let longestText = 1_000_000
    private static let longestAnswer = 100_000

    let path: String
    let project: Project
    let settings: ImportSettings

    /// - Parameters:
    ///   - text: of a pair, what both texts respond to.
    ///   - a: the first text of a pair.
    ///   - group: nil: items with the same content are of one group.
    func content(
        text: String?, a: String?, b: String?, group: String?, row: Int
    ) throws(ImportError) -> ImportedContent {
        let columns = settings.columns
        guard project.kind.medium != .audio else {
            throw error(row, columns.text, "the project is about recordings; upload those, and name tasks by number")
        }
        var pair: TextPair?
        if project.kind == .pairwise {
            pair = TextPair(a: try filled(a, row, columns.a), b: try filled(b, row, columns.b))
        }
        let text =
            try project.kind == .pairwise ? sound(text ?? "", row, columns.text) : filled(text, row, columns.text)
        let group = try group.map { (given) throws(ImportError) in try name(given, row, columns.group) }
        return ImportedContent(
            text: text, pair: pair, group: group ?? "item-" + Self.digest(text, pair).prefix(8).hexadecimal)
    }

    /// How an item is named: by itself, by the number of its task, or by its content.
    func reference(
        id: String?, task: String?, content: ImportedContent?, row: Int
    ) throws(ImportError) -> ItemReference {
        if let id { return .item(try name(id, row, settings.columns.id)) }
        if settings.subject != .items, let task {
            guard let number = TaskID(task) else {
                throw error(
                    row, settings.columns.task, "\"\(task)\" is no number of a task; give one, or an item's id")
            }
            return .task(number)
        }
        guard let content else {
            throw error(
                row, settings.columns.id,
                "it is empty; name the item in the column \"\(settings.columns.id)\", or its task in "
                    + "\"\(settings.columns.task)\"")
        }
        return .item("sha256-" + Self.digest(content.text, content.pair).prefix(16).hexadecimal)
    }

    /// - Parameters:
    ///   - label: nil: the one with the highest of `scores`.
    ///   - score: 0...1.
    ///   - scores: a JSON object with a score for each label.
    func prediction(
        label: String?, score: String?, scores: String?, model: String?, labelField: String, row: Int
    ) throws(ImportError) -> NewPrediction {
        let columns = settings.columns
        guard let model = model ?? settings.model else {
            throw error(
                row, columns.model,
                "whose prediction it is stands nowhere; add the column, or give the model's name with the import")
        }
        let shares = try scores.map { (text) throws(ImportError) in try self.scores(text, row) }
        let best = shares?.max { ($0.value, $1.key) < ($1.value, $0.key) }
        let answer = try answer(label ?? best?.key, row, labelField)
        let given = try score.map { (text) throws(ImportError) in try self.score(text, row) }
        let uncertainty =
            shares.map { PredictionUncertainty(scores: $0.values.sorted()) }
            ?? given.map { PredictionUncertainty(score: $0, among: project.answers.choices) }
        return NewPrediction(
            model: try name(model, row, columns.model), label: answer, score: given ?? shares?[answer],
            uncertainty: uncertainty)
    }

    func annotation(
        annotator: String?, answer: String?, at: Timestamp?, row: Int
    ) throws(ImportError) -> PastAnnotation {
        let name = try name(try filled(annotator, row, settings.columns.annotator), row, settings.columns.annotator)
        return PastAnnotation(
            annotator: settings.users[name] ?? name,
            answer: try self.answer(answer, row, settings.columns.label), at: at)
    }

    /// An answer as text; what it may be the project says.
    func answer(_ given: String?, _ row: Int, _ field: String) throws(ImportError) -> String {
        let answer = try filled(given, row, field)
        guard answer.utf8.count <= Self.longestAnswer else {
            throw error(row, field, "the answer has \(answer.utf8.count) bytes; give at most \(Self.longestAnswer)")
        }
        return answer
    }

    private func score(_ text: String, _ row: Int) throws(ImportError) -> Double {
        guard let score = Double(text), (0...1).contains(score) else {
            throw error(row, settings.columns.score, "\"\(text)\" is no score; give a number from 0 to 1")
        }
        return score
    }

    private func scores(_ text: String, _ row: Int) throws(ImportError) -> [String: Double] {
        guard case .object(let members)? = JSONTree(text) else {
            throw error(
                row, settings.columns.scores,
                "\"\(text.prefix(60))\" is no JSON object such as {\"yes\": 0.9, \"no\": 0.1}")
        }
        var scores: [String: Double] = [:]
        for (label, value) in members {
            guard case .number(let number) = value, let score = Double(number), (0...1).contains(score) else {
                throw error(row, settings.columns.scores, "the score of \"\(label)\" is no number from 0 to 1")
            }
            scores[label] = score
        }
        guard scores.values.contains(where: { $0 > 0 }) else {
            throw error(row, settings.columns.scores, "no score is above 0; give one for each label")
        }
        return scores
    }

    private func filled(_ text: String?, _ row: Int, _ field: String) throws(ImportError) -> String {
        guard let text, Self.showsSomething(text) else {
            throw error(row, field, "it is empty; fill it in, or leave the row out")
        }
        return try sound(text, row, field)
    }

    private static func showsSomething(_ text: String) -> Bool {
        // Most texts begin with a letter, of which no property needs to be looked up.
        if let first = text.utf8.first, (0x21..<0x7F).contains(first) { return true }
        return text.unicodeScalars.contains { !$0.properties.isWhitespace }
    }

    private func sound(_ text: String, _ row: Int, _ field: String) throws(ImportError) -> String {
        guard text.utf8.count <= Self.longestText else {
            throw error(row, field, "it has \(text.utf8.count) bytes; give at most \(Self.longestText)")
        }
        guard !text.holdsNUL else { throw error(row, field, "it holds the character NUL; remove it") }
        return text
    }

    private func name(_ text: String, _ row: Int, _ field: String) throws(ImportError) -> String {
        let name = try filled(text, row, field)
        guard name.utf8.count <= Self.longestName, !name.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            throw error(
                row, field, "it is longer than \(Self.longestName) bytes or holds a line break; shorten it to one line")
        }
        return name
    }

    func error(_ row: Int, _ field: String, _ message: String) -> ImportError {
        ImportError("invalid", path, row: row + 1, field: field, message)
    }

    private static func digest(_ text: String, _ pair: TextPair?) -> SHA256Digest {
        var digest = SHA256()
        for part in [text, pair?.a, pair?.b] {
            guard var part else { continue }
            // The length before each part tells where it ends.
            var length = UInt64(part.utf8.count).littleEndian
            withUnsafeBytes(of: &length) { digest.update(bufferPointer: $0) }
            part.withUTF8 { digest.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        }
        return digest.finalize()
    }
}
