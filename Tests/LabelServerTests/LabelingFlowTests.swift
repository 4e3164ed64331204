import Foundation
import Testing

/// From an empty server to a frozen version, as a browser or a program would do it.
@Suite struct LabelingFlowTests {
    @Test func recordingBecomesSettledTasks() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.projectWithTasks(policy: "4/7", tones: 3)
            var annotators: [Caller] = []
            for number in 1...7 { annotators.append(try await admin.annotator("annotator \(number)")) }

            // Of the first task all are of one mind but two; of the last, nobody.
            var seen: [Int: Set<Int>] = [:]
            for (number, annotator) in annotators.enumerated() {
                while true {
                    let served = try await annotator.post("projects/\(project)/assignments")
                    if served.status == 204 { break }
                    #expect(served.status == 200)
                    let task = served.json["task"]
                    #expect(seen[number, default: []].insert(task["id"].int).inserted, "served twice")
                    let start = task["chunk"]["start"].number
                    let answer = start < 0.1 ? "Wrong \(number)" : start < 2 ? "One,  TWO" : "one two"
                    let sent = try await annotator.post(
                        "assignments/\(served.json["assignment"]["id"].int)/annotation", ["answer": .text(answer)])
                    #expect(sent.status == 201, "\(sent.detail)")
                    #expect(sent.json["task_state"] == .null, "an annotator learns what others answered")
                }
            }

            let tasks = try await admin.get("projects/\(project)/tasks?limit=2").json
            #expect(tasks["tasks"].list.count == 2)
            let rest = try await admin.get("projects/\(project)/tasks?after=\(tasks["next"].int)").json
            #expect(rest["next"] == .null)
            let all = tasks["tasks"].list + rest["tasks"].list
            #expect(
                all.map { $0["state"].text } == ["contested"] + [String](repeating: "settled", count: all.count - 1))
            for task in all.dropFirst() {
                #expect(task["consensus"]["label"].text.lowercased().contains("one"))
                #expect(task["consensus"]["support"].int == 4)
                #expect(task["annotations"].list.count == 4, "a settled task was served again")
            }

            let progress = try await admin.get("projects/\(project)/progress").json
            #expect(progress["tasks"]["contested"].int == 1)
            #expect(progress["annotators"].list.count >= 4)
            let own = try await annotators[0].get("projects/\(project)/progress").json
            #expect(own.names == ["mine"])
            #expect(own["mine"].int == seen[0]?.count)

            let frozen = try await admin.post(
                "projects/\(project)/versions", ["ratios": ["train": 1, "validation": 0, "test": 0], "seed": 7])
            #expect(frozen.status == 201, "\(frozen.detail)")
            let versions = try await admin.get("projects/\(project)/versions").json["versions"]
            #expect(versions[0]["name"].text == "v1")
            #expect(versions[0]["examples"].int == all.count - 1)
            #expect(versions[0]["digest"].text.count == 64)
        })
    }

    @Test func contestedWordsAreNamedWithTheirCandidates() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.projectWithTasks(policy: "2/3", tones: 2)
            let answers = [["the old lay", "one two"], ["the old may", "won two"], ["an old day", "one too"]]
            for (number, given) in answers.enumerated() {
                let annotator = try await admin.annotator("annotator \(number)")
                while true {
                    let served = try await annotator.post("projects/\(project)/assignments")
                    if served.status == 204 { break }
                    let isFirst = served.json["task"]["chunk"]["start"].number < 0.1
                    let sent = try await annotator.post(
                        "assignments/\(served.json["assignment"]["id"].int)/annotation",
                        ["answer": .text(given[isFirst ? 0 : 1])])
                    #expect(sent.status == 201, "\(sent.detail)")
                }
            }
            let tasks = try await admin.get("projects/\(project)/tasks").json["tasks"]
            #expect(tasks[0]["state"] == "contested" && tasks[0]["consensus"] == .null)
            #expect(tasks[0]["reason"] == "1 of 3 words is contested: “day” 1, “lay” 1, “may” 1.")
            let candidates: JSON = [
                ["text": "day", "votes": 1], ["text": "lay", "votes": 1], ["text": "may", "votes": 1],
            ]
            #expect(tasks[0]["words"][2] == ["settled": .bool(false), "candidates": candidates])
            #expect(
                tasks[0]["words"][0]
                    == [
                        "settled": .bool(true),
                        "candidates": [["text": "the", "votes": 2], ["text": "an", "votes": 1]],
                    ])
            #expect(tasks[1]["state"] == "settled" && tasks[1]["consensus"]["label"] == "one two")
            #expect(tasks[1]["consensus"]["method"] == "word-quorum")
            #expect(tasks[1]["reason"] == "Every word has at least 2 of 3 votes.")
        })
    }

    @Test func answersAreIdempotentAndFinal() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.projectWithTasks(policy: "1/1", tones: 2)
            let annotator = try await admin.annotator("Bea")
            let served = try await annotator.post("projects/\(project)/assignments").json
            let again = try await annotator.post("projects/\(project)/assignments").json
            #expect(served["assignment"]["id"] == again["assignment"]["id"])
            let path = "assignments/\(served["assignment"]["id"].int)"
            #expect(try await annotator.post("\(path)/heartbeat").status == 200)

            let first = try await annotator.post("\(path)/annotation", ["answer": "one"])
            let repeated = try await annotator.post("\(path)/annotation", ["answer": "one"])
            #expect(first.json["annotation"] == repeated.json["annotation"])
            let other = try await annotator.post("\(path)/annotation", ["answer": "two"])
            #expect(other.status == 409)
        })
    }

    @Test func skippedTaskIsNotOfferedAgain() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.projectWithTasks(policy: "1/1", tones: 2)
            let annotator = try await admin.annotator("Bea")
            let first = try await annotator.post("projects/\(project)/assignments").json
            #expect(try await annotator.delete("assignments/\(first["assignment"]["id"].int)").status == 204)
            let second = try await annotator.post("projects/\(project)/assignments").json
            #expect(second["task"]["id"] != first["task"]["id"])
        })
    }

    @Test func classificationTakesOnlyItsLabels() async throws {
        try await TestServer.run(asAdmin: { admin in
            let made = try await admin.post(
                "projects",
                ["name": "Mood", "kind": "classification", "labels": ["glad", "sad"], "policy": "1/1"])
            let project = made.json["id"].int
            let text = Array("I am glad that it rains. The garden needed it.\n".utf8)
            let source = try await admin.upload(text, as: "mood.txt", to: project).json
            #expect(try await admin.settledSource(source["id"].int, in: project)["state"].text == "ready")

            let served = try await admin.post("projects/\(project)/assignments").json
            #expect(served["task"]["chunk"]["text"].text.contains("glad"))
            #expect(served["task"]["audio"] == .null)
            let path = "assignments/\(served["assignment"]["id"].int)/annotation"
            #expect(try await admin.post(path, ["answer": "angry"]).status == 422)
            let sent = try await admin.post(path, ["answer": "glad"])
            #expect(sent.status == 201)
            #expect(sent.json["task_state"].text == "settled")
        })
    }

    @Test func answersWithPartsMayBeSentAsJSONAndNameTheWrongPart() async throws {
        try await TestServer.run(asAdmin: { admin in
            let made = try await admin.post(
                "projects", ["name": "Names", "kind": "span", "labels": ["person"], "policy": "1/1"])
            let project = made.json["id"].int
            #expect(made.json["match"].text == "overlap" && made.json["overlap"].number == 0.5)
            let source = try await admin.upload(Array("Ada sings.\n".utf8), as: "a.txt", to: project).json
            #expect(try await admin.settledSource(source["id"].int, in: project)["state"].text == "ready")
            let served = try await admin.post("projects/\(project)/assignments").json
            let path = "assignments/\(served["assignment"]["id"].int)/annotation"
            let wrong = try await admin.post(path, ["answer": [["start": 0, "end": 3, "label": "place"]]])
            #expect(wrong.status == 422 && wrong.json["field"].text == "answer.0.label")
            let right = try await admin.post(path, ["answer": [["label": "person", "end": 3, "start": 0]]])
            #expect(right.status == 201, "\(right.detail)")
            // The same answer in another form is the same answer.
            let again = try await admin.post(path, ["answer": #"[{"start":0,"end":3,"label":"person"}]"#])
            #expect(again.json["annotation"]["id"].int == right.json["annotation"]["id"].int)
            let task = try await admin.get("projects/\(project)/tasks").json["tasks"][0]
            #expect(task["consensus"]["label"].text == #"[{"start":0,"end":3,"label":"person"}]"#)
        })
    }

    @Test func pairsComeFromTablesRowByRow() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.post(
                "projects", ["name": "Better", "kind": "pairwise", "policy": "1/1"]
            ).json["id"].int
            let table = Array("text,a,b\nSay hello,Hi!,\"Hello,\nthere\"\n".utf8)
            let source = try await admin.upload(table, as: "pairs.csv", to: project).json
            #expect(try await admin.settledSource(source["id"].int, in: project)["state"].text == "ready")
            let chunk = try await admin.post("projects/\(project)/assignments").json["task"]["chunk"]
            #expect(chunk["text"].text == "Say hello" && chunk["a"].text == "Hi!" && chunk["b"].text == "Hello,\nthere")
            let ragged = Array("{\"a\":\"one\",\"b\":\"two\"}\n{\"a\":\"three\"}\n".utf8)
            let failed = try await admin.upload(ragged, as: "ragged.jsonl", to: project).json
            let refused = try await admin.settledSource(failed["id"].int, in: project)
            #expect(refused["state"].text == "failed")
            #expect(
                refused["failure"].text.contains("ragged.jsonl: row 2 has nothing under b"),
                "\(refused["failure"].text)")
        })
    }
}
