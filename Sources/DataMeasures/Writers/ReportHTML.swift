extension Report {
    /// The report as one HTML page that needs nothing else: no script, no file, no network.
    public func html() -> [UInt8] {
        var html = HTMLText()
        html.raw(
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">

            """)
        html.element("<title>", "Data report: \(verdict.rawValue)", "</title>\n<style>\n")
        html.style(ReportStyle.sheet)
        html.raw("</style>\n</head>\n<body>\n<main>\n")
        banner(&html)
        if let comparison { changes(comparison, &html) }
        for check in checksBySeverity { card(check, &html) }
        inputs(&html)
        html.raw("</main>\n</body>\n</html>\n")
        return html.bytes
    }

    private func banner(_ html: inout HTMLText) {
        open("<section class=\"banner ", verdict, "\">\n", &html)
        html.element("<h1>", headlineSentence, "</h1>\n")
        if case .text(let source) = settings["source"] { html.element("<p>", source, "</p>\n") }
        let rows = inputs.map { "\($0.split): \(Wording.count($0.rows, "row"))" }.joined(separator: " · ")
        html.element("<p class=\"soft\">", rows, "</p>\n<nav aria-label=\"Checks\"><ul>\n")
        for check in checksBySeverity {
            open("<li class=\"", check.verdict, "\">", &html)
            html.element("<span class=\"badge\">", check.verdict.rawValue, "</span>")
            html.element("<a href=\"#", check.id, "\">")
            html.element("", check.title, "</a> ")
            html.element("<span class=\"soft\">", check.summary, "</span></li>\n")
        }
        html.raw("</ul></nav>\n</section>\n")
    }

    private func changes(_ comparison: ReportComparison, _ html: inout HTMLText) {
        html.element("<section class=\"card\">\n<h2>Since ", comparison.path, "</h2>\n<ul>\n")
        for line in comparison.lines { html.element("<li>", line, "</li>\n") }
        html.raw("</ul>\n")
        if !comparison.figures.isEmpty {
            html.raw("<details><summary>Figures that changed</summary>\n")
            html.table("", ["Check", "Figure", "Before", "After"], Self.rows(comparison))
            html.raw("</details>\n")
        }
        html.raw("</section>\n")
    }

    private var headlineSentence: String {
        let judgement =
            switch verdict {
            case .pass: "The data passes"
            case .warn: "The data deserves a look"
            case .fail: "The data has a serious flaw"
            case .skipped: "Nothing could be measured"
            }
        return "\(judgement): \(headline)"
    }

    private func card(_ check: CheckResult, _ html: inout HTMLText) {
        open("<article class=\"card ", check.verdict, "\" id=\"", &html)
        html.element("", check.id, "\">\n<header>")
        html.element("<span class=\"badge\">", check.verdict.rawValue, "</span>")
        html.element("<h2>", check.title, "</h2>")
        html.element("<code>", check.id, "</code></header>\n")
        html.element("<p>", check.summary, "</p>\n")
        if let advice = check.advice { html.element("<p class=\"advice\">", advice, "</p>\n") }
        for case .table(let title, let columns, let rows) in check.figures { html.table(title, columns, rows) }
        examples(check, &html)
        charts(check, &html)
        html.raw("</article>\n")
    }

    private func charts(_ check: CheckResult, _ html: inout HTMLText) {
        html.raw("<div class=\"charts\">\n")
        for figure in check.figures {
            switch figure {
            case .table: break
            case .bars(let title, let bars): html.bars(title, bars)
            case .histogram(let title, let low, let high, let counts): html.histogram(title, low, high, counts)
            case .pairedBars(let chart): html.pairedBars(chart)
            case .heatMap(let chart): html.heatMap(chart)
            case .scatter(let chart): html.scatter(chart)
            }
        }
        html.raw("</div>\n")
    }

    private func examples(_ check: CheckResult, _ html: inout HTMLText) {
        guard case .object(let members) = check.examples.first else { return }
        let columns = members.map(\.name)
        html.table(
            "Examples", columns, check.examples.map { example in columns.map { Self.plain(example[$0] ?? .null) } })
    }

    private static func plain(_ value: ReportValue) -> String {
        switch value {
        case .null: ""
        case .bool(let value): value ? "yes" : "no"
        case .integer(let value): "\(value)"
        case .number(let value): Wording.decimal(value)
        case .text(let text): text
        case .list(let values): values.map(plain).joined(separator: " · ")
        case .object(let members): members.map { "\($0.name): \(plain($0.value))" }.joined(separator: ", ")
        }
    }

    private func inputs(_ html: inout HTMLText) {
        html.raw("<section class=\"card\">\n<h2>What was measured</h2>\n")
        html.table(
            "Inputs", ["Split", "Rows", "Columns", "File", "SHA-256"],
            inputs.map {
                [
                    $0.split, Wording.count($0.rows), $0.columns.joined(separator: ", "), $0.path ?? "–",
                    $0.sha256 ?? "–",
                ]
            })
        html.element("<p>Roles of columns: ", roles, ".</p>\n")
        if let leftOut { html.element("<p>", leftOut, ".</p>\n") }
        if case .object(let members) = settings["definitions"] {
            html.raw("<details><summary>Definitions</summary>\n")
            html.table("", ["Term", "Meaning"], members.map { [$0.name, Self.plain($0.value)] })
            html.raw("</details>\n")
        }
        html.element("<p class=\"soft\">", "Measured in \(Wording.decimal(seconds, 2)) s.", "</p>\n</section>\n")
    }

    private func open(_ start: StaticString, _ verdict: Verdict, _ end: StaticString, _ html: inout HTMLText) {
        html.element(start, verdict.rawValue, end)
    }
}
