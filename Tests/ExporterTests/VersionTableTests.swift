import QuorumCore
import TableIO
import Testing

@testable import Exporter

@Suite struct VersionTableTests {
    @Test func aTranscriptionHasItsTextAndVotes() async throws {
        let frozen = try await FrozenProject.transcription()
        let loaded = try await VersionTable.load(frozen.version.id, from: frozen.store)
        #expect(loaded.answerColumn == "text" && loaded.inputColumn == nil)
        #expect(loaded.splits.map(\.split) == loaded.splits.map(\.split).sorted())
        #expect(loaded.splits.reduce(0) { $0 + $1.table.rowCount } == 24)
        for (_, table) in loaded.splits {
            #expect(
                table.columns.map(\.name)
                    == ["text", "id", "source", "group", "start", "end", "agreement", "support", "votes"])
            let texts = try #require(table["text"]?.strings)
            #expect(texts.allSatisfy { $0.hasPrefix("Words of ") })
        }
        #expect(loaded.votes.columns.map(\.name) == ["task", "worker", "label"])
        let tasks = try #require(loaded.votes["task"]?.strings)
        #expect(Set(tasks).count == 24)
        #expect(Set(try #require(loaded.votes["worker"]?.strings)).count == 3)
    }

    @Test func aClassificationHasItsTextsAndLabels() async throws {
        let frozen = try await FrozenProject.classification()
        let loaded = try await VersionTable.load(frozen.version.id, from: frozen.store)
        #expect(loaded.answerColumn == "label" && loaded.inputColumn == "text")
        for (_, table) in loaded.splits {
            #expect(try #require(table["label"]?.strings).allSatisfy { $0 == "short" })
            #expect(try #require(table["text"]?.strings).allSatisfy { $0.hasPrefix("Passage ") })
        }
        #expect(loaded.votes.rowCount == 48)
    }
}

extension Column {
    fileprivate var strings: [String]? {
        guard case .utf8(let values) = storage else { return nil }
        return (0..<values.count).map(values.string)
    }
}
