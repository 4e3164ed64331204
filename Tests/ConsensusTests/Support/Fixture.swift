import Foundation

/// Files that another program made (`Fixtures/transcripts.py`).
enum Fixture {
    struct Transcripts: Decodable {
        struct Rate: Decodable {
            let reference: String
            let hypothesis: String
            let wer: Double
            let cer: Double
        }

        struct Task: Decodable {
            let answers: [String]
            let text: String
        }

        let rates: [Rate]
        let rover: [Task]
    }

    static func transcripts() throws -> Transcripts {
        try JSONDecoder().decode(Transcripts.self, from: data("transcripts.json"))
    }

    static func sentences() throws -> [String] {
        try String(decoding: data("sentences.txt"), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func data(_ name: String) throws -> Data {
        try Data(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/\(name)"))
    }
}
