import HTTPTypes
import Testing

@Suite struct ProjectTests {
    static let sound: JSON = ["name": "Digits", "kind": "transcription", "policy": "4/7"]

    static let unsound: [(change: JSON, field: String)] = [
        (["policy": "5/3"], "policy"), (["policy": "four"], "policy"), (["policy": "0/3"], "policy"),
        (["kind": "poetry"], "kind"), (["kind": "classification", "labels": []], "labels"),
        (["kind": "classification", "labels": ["a", "a"]], "labels.1"), (["labels": ["a", "b"]], "labels"),
        (["match": "letter"], "match"), (["kind": "classification", "labels": ["a", "b"], "match": "word"], "match"),
        (["kind": "multilabel", "labels": ["a"], "match": "median"], "match"), (["kind": "span"], "labels"),
        (["kind": "rating", "scale": ["lowest": 5, "highest": 1]], "scale"),
        (["scale": ["lowest": 1, "highest": 5]], "scale"),
        (["kind": "rating", "tolerance": -1], "tolerance"), (["kind": "rating", "tolerance": 4], "tolerance"),
        (["kind": "rating", "match": "answer", "tolerance": 1], "tolerance"), (["tolerance": 1], "tolerance"),
        (["overlap": 0.7], "overlap"), (["kind": "pairwise", "normalisation": ["case"]], "normalisation"),
        (["kind": "span", "labels": ["a"], "overlap": 0], "overlap"),
        (["normalisation": ["case", "magic"]], "normalisation.1"), (["normalisation": ["case"]], "normalisation"),
        (["name": ""], "name"), (["name": .text(String(repeating: "x", count: 101))], "name"),
        (["name": "two\nlines"], "name"), (["name": .null], "name"), (["labels": "a"], "labels"),
        (["chunking": ["min": 5, "max": 6]], "chunking"), (["chunking": ["min": "2"]], "chunking.min"),
        (["colour": "red"], "colour"), (["gold": ["rte": 1]], "gold.rte"),
        (["gold": ["minAccuracy": 0.5]], "gold.minAccuracy"), (["gold": ["min_accuracy": "x"]], "gold.min_accuracy"),
    ]

    @Test(arguments: unsound)
    func unsoundProjectsNameTheirField(change: JSON, field: String) async throws {
        try await TestServer.run(asAdmin: { admin in
            guard case .object(let sound) = Self.sound, case .object(let change) = change else { return }
            let reply = try await admin.post("projects", .object(sound.merging(change) { $1 }))
            #expect(reply.status == 422)
            #expect(reply.json["field"].text == field)
            #expect(!reply.detail.isEmpty)
            #expect(reply.headers[.contentType] == "application/problem+json")
            #expect(try await admin.get("projects").json["projects"].list.isEmpty)
        })
    }

    @Test func projectComesBackAsGiven() async throws {
        try await TestServer.run(asAdmin: { admin in
            let html = "<img src=x onerror=alert(1)>"
            let made = try await admin.post(
                "projects",
                [
                    "name": .text(html), "kind": "classification", "labels": [.text(html), "b"], "policy": " 2/3 ",
                    "guidelines": .text(html),
                ])
            #expect(made.status == 201)
            #expect(made.json["name"].text == html)
            #expect(made.json["labels"][0].text == html)
            #expect(made.json["policy"].text == "2/3")
            #expect(made.json["chunking"] == ["min": 2, "max": 30, "pause": 0.3])
            #expect(made.headers[.contentType] == "application/json; charset=utf-8")
            #expect(try await admin.get("projects/\(made.json["id"].int)").json == made.json)
            #expect(
                try await admin.post("projects", ["name": .text(html), "kind": "transcription", "policy": "1/1"]).status
                    == 409)
        })
    }

    @Test func annotatorsAreToldNothingOfGold() async throws {
        try await TestServer.run(asAdmin: { admin in
            let made = try await admin.post(
                "projects",
                ["name": "Digits", "kind": "transcription", "policy": "4/7", "gold": ["rate": 0.1]])
            #expect(made.json["gold"]["rate"] == 0.1)
            let annotator = try await admin.annotator("ann")
            let shown = try await annotator.get("projects/\(made.json["id"].int)")
            #expect(shown.status == 200)
            for (json, field) in [(shown.json, "gold"), (shown.json["dispatch"], "seed")] {
                guard case .object(let fields) = json else {
                    Issue.record("It is no object.")
                    continue
                }
                #expect(!fields.isEmpty && fields[field] == nil)
            }
        })
    }

    static let guidelines: [(markdown: String, html: String)] = [
        ("", ""),
        (
            "# Mood\nIs it *glad*,\nor **sad**?",
            "<h3>Mood</h3>\n<p>Is it <em>glad</em>,<br />\nor <strong>sad</strong>?</p>\n"
        ),
        ("#### Deep", "<h6>Deep</h6>\n"),
        ("1 < 2 & \"3\"", "<p>1 &lt; 2 &amp; &quot;3&quot;</p>\n"),
        ("<img src=x onerror=alert(1)>", "<!-- raw HTML omitted -->\n"),
        ("[go](javascript:alert(1))", "<p><a href=\"\">go</a></p>\n"),
        ("~~no~~", "<p><del>no</del></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
    ]

    @Test(arguments: guidelines)
    func guidelinesAreShownAsTheirMarkdownSays(markdown: String, html: String) async throws {
        try await TestServer.run(asAdmin: { admin in
            let made = try await admin.post(
                "projects", ["name": "A", "kind": "transcription", "policy": "2/3", "guidelines": .text(markdown)])
            #expect(made.json["guidelines"].text == markdown)
            #expect(made.json["guidelines_html"].text == html)
        })
    }

    @Test func transcriptsAreMatchedByWordUnlessTheProjectSaysOtherwise() async throws {
        try await TestServer.run(asAdmin: { admin in
            let usual = try await admin.post("projects", ["name": "A", "kind": "transcription", "policy": "2/3"]).json
            #expect(usual["match"] == "word")
            #expect(usual["normalisation"] == ["case", "punctuation", "white_space", "spelling"])
            let strict = try await admin.post(
                "projects",
                [
                    "name": "B", "kind": "transcription", "policy": "2/3", "match": "answer",
                    "normalisation": ["white_space", "case", "fillers"],
                ]
            ).json
            #expect(strict["match"] == "answer")
            #expect(try await admin.get("projects/\(strict["id"].int)").json == strict)
            #expect(strict["normalisation"] == ["case", "white_space", "fillers"])
            let labels = try await admin.post(
                "projects", ["name": "C", "kind": "classification", "labels": ["a", "b"], "policy": "2/3"]
            ).json
            #expect(labels["match"] == "answer")
        })
    }

    @Test func malformedBodiesAreRefused() async throws {
        try await TestServer.run(asAdmin: { admin in
            let json = admin.with("Content-Type", "application/json")
            #expect(try await json.send("projects", Array("{\"name\":".utf8)).status == 400)
            #expect(try await json.send("projects", Array("[]".utf8)).status == 400)
            #expect(try await json.send("projects", []).status == 400)
            #expect(try await json.send("projects", [0xFF, 0xFE]).status == 400)
            #expect(try await admin.send("projects", Array("{}".utf8)).status == 415)
            let long = try await json.send("projects", [UInt8](repeating: UInt8(ascii: " "), count: 3 << 20))
            #expect(long.status == 413)
            #expect(long.headers[.contentType] == "application/problem+json")
        })
    }

    @Test(arguments: [
        "projects/0", "projects/99", "projects/x", "projects/-1", "projects/99999999999999999999", "nowhere",
    ])
    func whatIsNotThereIsNotFound(path: String) async throws {
        try await TestServer.run(asAdmin: { admin in
            let reply = try await admin.get(path)
            #expect(reply.status == 404)
            #expect(!reply.detail.isEmpty)
        })
    }
}
