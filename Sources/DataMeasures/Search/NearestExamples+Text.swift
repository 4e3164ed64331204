extension NearestExamples {
    /// For a terminal: a line for the place of each example and how near it is, and one for what it says.
    public func text() -> String {
        guard !examples.isEmpty else { return "Nothing alike in \(Wording.count(rowCount, "row"))\n" }
        var text = ""
        for example in examples {
            text +=
                [
                    Self.words(example["split"]), "row \(Self.words(example["row"]))",
                    example["file"].map { "of \(Self.words($0))" }, "similarity \(Self.words(example["similarity"]))",
                    example["containment"].map { "containment \(Self.words($0))" },
                    example["id"].map { "id \(Self.words($0))" }, example["label"].map { "label \(Self.words($0))" },
                ].compactMap { $0 }.joined(separator: ", ") + "\n"
            if let said = example["text"], said != .null { text += "    \(Self.words(said))\n" }
        }
        return text + "Of \(Wording.count(rowCount, "row")), by \(method)\n"
    }

    private static func words(_ value: ReportValue?) -> String {
        switch value {
        case .text(let text): text
        case .integer(let number): String(number)
        case .number(let number): String((number * 1000).rounded() / 1000)
        default: ""
        }
    }
}
