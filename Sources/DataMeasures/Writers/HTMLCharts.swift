internal import Glibc

/// Charts of several series, of pairs, and of points; each says in words what it shows.
extension HTMLText {
    private static let rowHeight = 12

    /// For each thing a bar a series, with a legend when there are several.
    mutating func pairedBars(_ chart: PairedBars) {
        let most = max(1e-300, chart.bars.flatMap(\.shares).max() ?? 0)
        let thick = chart.series.count * Self.rowHeight + 6
        let top = chart.series.count > 1 ? 22 : 0
        let summary = chart.bars.prefix(5).map { bar in
            bar.label + " " + bar.shares.map { Self.percent($0) }.joined(separator: " / ")
        }
        figure(
            chart.title, height: top + chart.bars.count * thick + 2,
            summary: (chart.series + summary).joined(separator: ", ")
        ) { html in
            if top > 0 { html.legend(chart.series) }
            for (index, bar) in chart.bars.enumerated() {
                let y = top + index * thick
                html.label(bar.label, x: 128, y: y + thick / 2 + 3, anchor: .end)
                for (series, share) in bar.shares.enumerated() {
                    let width = Int((share / most * 170).rounded())
                    let line = y + series * Self.rowHeight + 2
                    html.rectangle(series, x: 136, y: line, width: max(1, width), height: Self.rowHeight - 2)
                    html.label(Self.percent(share), x: 142 + width, y: line + 9, anchor: .start, isSoft: true)
                }
            }
        }
    }

    private mutating func legend(_ series: [String]) {
        for (index, name) in series.enumerated() {
            rectangle(index, x: index * 180, y: 2, width: 10, height: 10)
            label(name, x: index * 180 + 16, y: 12, anchor: .start)
        }
    }

    /// A table whose cells are colored by their value; the words stand in them, so that color alone says nothing.
    mutating func heatMap(_ chart: HeatMap) {
        element("<figure class=\"wide\"><h3>", chart.title, "</h3>\n<div class=\"scroll\"><table class=\"heat\">")
        raw("<thead><tr><td></td>")
        for column in chart.columns { element("<th scope=\"col\">", column, "</th>") }
        raw("</tr></thead>\n<tbody>\n")
        for (row, name) in chart.rows.enumerated() {
            element("<tr><th scope=\"row\">", name, "</th>")
            for (column, value) in chart.values[row].enumerated() {
                let strength = Int((min(1, abs(value ?? 0)) * 10).rounded())
                if (value ?? 0) < 0 { raw("<td class=\"n") } else { raw("<td class=\"h") }
                raw(strength)
                element("\">", chart.words[row][column], "</td>")
            }
            raw("</tr>\n")
        }
        raw("</tbody></table></div></figure>\n")
    }

    /// Points on two logarithmic axes, with a line.
    mutating func scatter(_ chart: Scatter) {
        let all = chart.points + chart.line
        guard let xs = Self.span(all.map(\.x)), let ys = Self.span(all.map(\.y)) else { return }
        let words =
            "\(chart.points.count) points; \(chart.xTitle) from \(Self.short(xs.low)) to \(Self.short(xs.high)), "
            + "\(chart.yTitle) from \(Self.short(ys.low)) to \(Self.short(ys.high))"
        func x(_ value: Double) -> Int { 40 + Int(330 * xs.place(value)) }
        func y(_ value: Double) -> Int { 180 - Int(165 * ys.place(value)) }
        figure(chart.title, height: 216, summary: words) { html in
            html.raw("<path class=\"axis\" d=\"M40 10V180H375\"/>\n")
            for point in chart.points {
                html.raw("<circle class=\"bar\" r=\"2.5\" cx=\"")
                html.raw(x(point.x))
                html.raw("\" cy=\"")
                html.raw(y(point.y))
                html.raw("\"/>")
            }
            if chart.line.count == 2 {
                html.raw("<path class=\"fit\" d=\"M")
                html.raw(x(chart.line[0].x))
                html.raw(" ")
                html.raw(y(chart.line[0].y))
                html.raw("L")
                html.raw(x(chart.line[1].x))
                html.raw(" ")
                html.raw(y(chart.line[1].y))
                html.raw("\"/>\n")
            }
            html.label(Self.short(xs.low), x: 40, y: 196, anchor: .start, isSoft: true)
            html.label(Self.short(xs.high), x: 375, y: 196, anchor: .end, isSoft: true)
            html.label(Self.short(ys.high), x: 36, y: 18, anchor: .end, isSoft: true)
            html.label(Self.short(ys.low), x: 36, y: 182, anchor: .end, isSoft: true)
            html.label(chart.xTitle, x: 208, y: 212, anchor: .middle)
            html.label(chart.yTitle, x: 44, y: 10, anchor: .start)
        }
    }

    private struct Span {
        let low: Double
        let high: Double

        func place(_ value: Double) -> Double {
            high > low ? (log(value) - log(low)) / (log(high) - log(low)) : 0.5
        }
    }

    private static func span(_ values: [Double]) -> Span? {
        guard let low = values.min(), let high = values.max(), low > 0, high.isFinite else { return nil }
        return Span(low: low, high: high)
    }

    private static func short(_ value: Double) -> String {
        value >= 1 ? Wording.decimal(value, 0) : "\(Float((value * 1e6).rounded() / 1e6))"
    }

    private static func percent(_ share: Double) -> String { Wording.decimal(share * 100, 1) + " %" }

    private enum Anchor { case start, middle, end }

    private mutating func label(_ text: String, x: Int, y: Int, anchor: Anchor, isSoft: Bool = false) {
        raw("<text")
        if isSoft { raw(" class=\"soft\"") }
        switch anchor {
        case .start: break
        case .middle: raw(" text-anchor=\"middle\"")
        case .end: raw(" text-anchor=\"end\"")
        }
        raw(" x=\"")
        raw(x)
        raw("\" y=\"")
        raw(y)
        element("\">", Self.short(text), "</text>\n")
    }

    private mutating func rectangle(_ series: Int, x: Int, y: Int, width: Int, height: Int) {
        if series == 0 { raw("<rect class=\"bar\" rx=\"2\" x=\"") } else { raw("<rect class=\"other\" rx=\"2\" x=\"") }
        raw(x)
        raw("\" y=\"")
        raw(y)
        raw("\" width=\"")
        raw(width)
        raw("\" height=\"")
        raw(height)
        raw("\"/>")
    }
}
