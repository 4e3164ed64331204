extension HTMLText {
    /// Rows of a table a page shows.
    private static let mostRows = 200
    private static let barHeight = 20

    mutating func table(_ title: String, _ columns: [String], _ rows: [[String]]) {
        element("<h3>", title, "</h3>\n<div class=\"scroll\"><table><thead><tr>")
        let isNumber = columns.indices.map { column in
            rows.allSatisfy { row in Self.looksNumeric(row[column]) } && rows.contains { !$0[column].isEmpty }
        }
        for (column, name) in columns.enumerated() { cell("th", name, isNumber[column]) }
        raw("</tr></thead>\n<tbody>\n")
        for row in rows.prefix(Self.mostRows) {
            raw("<tr>")
            for (column, content) in row.enumerated() { cell("td", content, isNumber[column]) }
            raw("</tr>\n")
        }
        raw("</tbody></table></div>\n")
        if rows.count > Self.mostRows {
            element("<p class=\"soft\">", "and \(Wording.count(rows.count - Self.mostRows)) more rows", "</p>\n")
        }
    }

    private mutating func cell(_ tag: StaticString, _ content: String, _ isNumber: Bool) {
        raw("<")
        raw(tag)
        if isNumber { raw(" class=\"number\"") }
        raw(">")
        text(content)
        raw("</")
        raw(tag)
        raw(">")
    }

    private static func looksNumeric(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { "0123456789.,-–% e+".unicodeScalars.contains($0) }
    }

    /// Horizontal bars with their labels and counts.
    mutating func bars(_ title: String, _ bars: [(label: String, count: Int)]) {
        let most = max(1, bars.map(\.count).max() ?? 1)
        figure(title, height: bars.count * Self.barHeight + 2, summary: Self.summary(bars)) { html in
            for (index, bar) in bars.enumerated() {
                let y = index * Self.barHeight
                html.raw("<text x=\"128\" text-anchor=\"end\" y=\"")
                html.raw(y + 14)
                html.element("\">", Self.short(bar.label), "</text>")
                html.rectangle(x: 136, y: y + 3, width: max(1, bar.count * 170 / most), height: 14)
                html.raw("<text class=\"soft\" x=\"")
                html.raw(142 + bar.count * 170 / most)
                html.raw("\" y=\"")
                html.raw(y + 14)
                html.element("\">", Wording.count(bar.count), "</text>\n")
            }
        }
    }

    mutating func histogram(_ title: String, _ low: Double, _ high: Double, _ counts: [Int]) {
        let most = max(1, counts.max() ?? 1)
        let areWhole = low == low.rounded() && high == high.rounded()
        let places = high - low < 10 && !areWhole ? 2 : 0
        let ends = (Wording.decimal(low, places), Wording.decimal(high, places))
        figure(title, height: 112, summary: "from \(ends.0) to \(ends.1)") { html in
            for (bin, count) in counts.enumerated() where count > 0 {
                let height = max(1, count * 90 / most)
                html.rectangle(
                    x: bin * 380 / counts.count, y: 92 - height, width: 380 / counts.count - 1, height: height)
            }
            html.element("<text class=\"soft\" x=\"0\" y=\"108\">", ends.0, "</text>")
            html.element("<text class=\"soft\" x=\"380\" y=\"108\" text-anchor=\"end\">", ends.1, "</text>\n")
        }
    }

    mutating func figure(_ title: String, height: Int, summary: String, _ body: (inout HTMLText) -> Void) {
        element("<figure><h3>", title, "</h3>\n<svg role=\"img\" viewBox=\"0 0 380 ")
        raw(height)
        element("\" aria-label=\"", title + ": " + summary, "\">\n")
        body(&self)
        raw("</svg></figure>\n")
    }

    private mutating func rectangle(x: Int, y: Int, width: Int, height: Int) {
        raw("<rect class=\"bar\" rx=\"2\" x=\"")
        raw(x)
        raw("\" y=\"")
        raw(y)
        raw("\" width=\"")
        raw(width)
        raw("\" height=\"")
        raw(height)
        raw("\"/>")
    }

    private static func summary(_ bars: [(label: String, count: Int)]) -> String {
        bars.prefix(5).map { "\($0.label) \(Wording.count($0.count))" }.joined(separator: ", ")
    }

    static func short(_ label: String) -> String {
        label.unicodeScalars.count <= 18
            ? label : String(String.UnicodeScalarView(label.unicodeScalars.prefix(17))) + "…"
    }
}
