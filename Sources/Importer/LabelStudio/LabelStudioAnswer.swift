internal import QuorumCore

/// Turns the `result` of a Label Studio annotation into an answer of a kind.
struct LabelStudioAnswer {
    let kind: TaskKind

    /// The type of region that answers of the kind are read from.
    var type: String {
        switch kind {
        case .transcription: "textarea"
        case .classification, .multilabel: "choices"
        case .rating: "rating"
        case .span: "labels"
        case .pairwise: "pairwise"
        }
    }

    /// The names of the controls that regions of the type come from, in order.
    func controls(of result: [JSONTree]) -> [String] {
        var names: Set<String> = []
        for region in result where region["type"] == .string(type) {
            if case .string(let name)? = region["from_name"] { names.insert(name) }
        }
        return names.sorted()
    }

    /// - Parameters:
    ///   - result: regions; those of another type are passed over.
    ///   - text: what spans are marked in.
    /// - Returns: nil where there is no answer of the kind. Of a set of labels or spans, none is an answer too.
    func text(_ result: [JSONTree], of text: String) -> String? {
        let values = result.filter { $0["type"] == .string(type) }.compactMap { $0["value"] }
        switch kind {
        // Recordings are uploaded, and their tasks are this server's own.
        case .transcription: return nil
        case .classification:
            let choices = Self.strings(values.first?["choices"])
            return choices?.count == 1 ? choices?.first : nil
        case .multilabel: return CanonicalAnswer.text(labels: Self.strings(values.first?["choices"]) ?? [])
        case .rating: return values.first?["rating"]?.integer.map { String($0) }
        case .pairwise:
            switch values.first?["selected"] {
            case .string("left")?: return PairwiseChoice.a.rawValue
            case .string("right")?: return PairwiseChoice.b.rawValue
            default: return result.isEmpty ? PairwiseChoice.tie.rawValue : nil
            }
        case .span:
            var spans: [LabeledSpan] = []
            for value in values {
                guard let found = Self.spans(value, in: text) else { return nil }
                spans += found
            }
            return CanonicalAnswer.text(spans: spans)
        }
    }

    private static func strings(_ value: JSONTree?) -> [String]? {
        switch value {
        case .string(let text)?: return [text]
        case .array(let elements)?:
            return elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
        default: return nil
        }
    }

    /// A region with its labels. Places are counted in characters of Unicode or, as browsers do, in units of UTF-16:
    /// the region's own text tells which.
    private static func spans(_ value: JSONTree, in text: String) -> [LabeledSpan]? {
        guard let start = value["start"]?.integer, let end = value["end"]?.integer, start >= 0, start <= end,
            let labels = strings(value["labels"])
        else { return nil }
        var range = (start, end)
        if case .string(let marked)? = value["text"], !isAt(start, end, marked, in: text),
            let scalars = scalars(start, end, marked, in: text)
        {
            range = scalars
        }
        return labels.map { LabeledSpan(start: range.0, end: range.1, label: $0) }
    }

    private static func isAt(_ start: Int, _ end: Int, _ marked: String, in text: String) -> Bool {
        text.unicodeScalars.dropFirst(start).prefix(end - start).elementsEqual(marked.unicodeScalars)
    }

    /// The place in characters of Unicode of one in UTF-16; nil where the text there is another.
    private static func scalars(_ start: Int, _ end: Int, _ marked: String, in text: String) -> (Int, Int)? {
        guard end <= text.utf16.count else { return nil }
        let (from, to) = (
            text.utf16.index(text.startIndex, offsetBy: start), text.utf16.index(text.startIndex, offsetBy: end)
        )
        guard let lower = from.samePosition(in: text.unicodeScalars),
            let upper = to.samePosition(in: text.unicodeScalars),
            text.unicodeScalars[lower..<upper].elementsEqual(marked.unicodeScalars)
        else { return nil }
        let before = text.unicodeScalars.distance(from: text.startIndex, to: lower)
        return (before, before + text.unicodeScalars.distance(from: lower, to: upper))
    }
}
