/// Answers that have parts, as they are stored: one text for equal answers.
///
/// | kind | form |
/// |---|---|
/// | multilabel | JSON list of the labels in the order of their UTF-8 bytes: `["music","speech"]`, `[]` for none |
/// | rating | the number: `4` |
/// | span | JSON list of `{"start":0,"end":4,"label":"person"}` in order of start, end and label |
/// | pairwise | `a`, `b` or `tie` |
public enum CanonicalAnswer {
    /// - Parameter labels: in any order, each once.
    public static func text(labels: [String]) -> String {
        var bytes: [UInt8] = []
        bytes.appendJSONList(labels.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }) { bytes, label in
            bytes.appendJSONString(label)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// - Parameter spans: in any order, each once.
    public static func text(spans: [LabeledSpan]) -> String {
        var bytes: [UInt8] = []
        bytes.appendJSONList(spans.sorted()) { bytes, span in
            bytes.append(contentsOf: "{\"start\":\(span.start),\"end\":\(span.end),\"label\":".utf8)
            bytes.appendJSONString(span.label)
            bytes.append(UInt8(ascii: "}"))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The labels of a multilabel answer; nil for other text.
    public static func labels(_ text: String) -> [String]? {
        guard case .array(let elements)? = JSONTree(text) else { return nil }
        var labels: [String] = []
        for element in elements {
            guard case .string(let label) = element else { return nil }
            labels.append(label)
        }
        return labels
    }

    /// The parts of a span answer; nil for other text.
    public static func spans(_ text: String) -> [LabeledSpan]? {
        guard case .array(let elements)? = JSONTree(text) else { return nil }
        var spans: [LabeledSpan] = []
        for element in elements {
            guard let start = element["start"]?.integer, let end = element["end"]?.integer,
                case .string(let label)? = element["label"]
            else { return nil }
            spans.append(LabeledSpan(start: start, end: end, label: label))
        }
        return spans
    }
}

extension [UInt8] {
    fileprivate mutating func appendJSONList<Part>(
        _ elements: [Part], _ append: (inout [UInt8], Part) -> Void
    ) {
        self.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { self.append(UInt8(ascii: ",")) }
            append(&self, element)
        }
        self.append(UInt8(ascii: "]"))
    }
}
