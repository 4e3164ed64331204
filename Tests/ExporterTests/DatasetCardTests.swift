import QuorumCore
import Testing

@testable import Exporter

@Suite struct DatasetCardTests {
    @Test(arguments: [
        (["CC BY-SA 3.0"], "license: cc-by-sa-3.0\n"),
        (["MIT"], "license: mit\n"),
        (["ask Bob: #1"], "license: other\nlicense_name: \"ask Bob: #1\"\n"),
        (["MIT", "CC0-1.0"], "license: other\nlicense_name: mixed\n"),
        (["MIT", nil], "license: other\nlicense_name: mixed\n"),
        ([nil], "license: unknown\n"),
    ])
    func licencesAreNamedAsTheHubNamesThem(licences: [String?], expected: String) throws {
        let examples = licences.enumerated().map { index, licence in
            Samples.example(
                index + 1, source: Samples.source(Int64(index + 1), details: SourceDetails(licence: licence)))
        }
        #expect(try card(of: examples).header.hasPrefix(expected))
    }

    @Test func theHeaderNamesShardsColumnsAndSizes() throws {
        let examples = [Samples.example(1), Samples.example(2, split: .test, group: "h")]
        let header = try card(of: examples).header
        #expect(header.contains("  - split: train\n    path: \"data/train-*\"\n"))
        #expect(header.contains("  - split: test\n    path: \"data/test-*\"\n"))
        #expect(!header.contains("validation"))
        #expect(header.contains("  - name: audio\n    dtype:\n      audio:\n        sampling_rate: 8000\n"))
        #expect(header.contains("  - name: votes\n    dtype: int64\n"))
        #expect(header.contains("  - name: train\n    num_bytes: 100\n    num_examples: 1\n"))
    }

    @Test func recordingsOfSeveralRatesHaveNone() throws {
        let examples = [Samples.example(1), Samples.example(2, content: Samples.audio(sampleRate: 16_000))]
        let card = try card(of: examples)
        #expect(card.header.contains("  - name: audio\n    dtype: audio\n"))
        #expect(card.features.footer.contains(#""audio":{"_type":"Audio"}"#))
        #expect(card.body.contains("several sample rates: 8000 Hz, 16000 Hz"))
    }

    @Test func theBodyTellsAgreementAndLimits() throws {
        let examples = [Samples.example(1), Samples.example(2, support: 2, votes: 4)]
        let body = try card(of: examples).body
        #expect(body.contains("frozen on 2026-03-01"))
        #expect(body.contains("(quorum policy 4/7)"))
        #expect(body.contains("On average 75.0 % of an example's answers match its label"))
        #expect(body.contains("in 50.0 % of the examples all do"))
        #expect(body.contains("There is no validation and no test split."))
        #expect(body.contains("All examples of train are of one group."))
        #expect(body.contains("No licence is recorded for 1 upload."))
    }

    @Test func theBodyTellsWhoDecided() throws {
        let people = (1...2).map { Samples.example($0) }
        #expect(try card(of: people).body.contains("Every example was answered by people"))
        let experts = [Samples.example(3, support: 1, votes: 4, method: ConsensusLabel.adjudicated)]
        let models = (4...7).map { Samples.example($0, support: 0, votes: 0, method: ConsensusLabel.predicted) }
        let gold = [Samples.example(8, support: 0, votes: 0, method: ConsensusLabel.gold)]
        let body = try card(of: people + experts + models + gold).body
        for fact in [
            "2 examples (25.0 %) were answered by people", "1 example (12.5 %) was decided by an expert",
            "4 examples (50.0 %) were labeled by a model", "1 example (12.5 %) was known beforehand",
            "Where people answered, on average 75.0 % of an example's answers match its label",
            "in 66.7 % of the examples all do", "could not agree on and no expert decided",
        ] {
            #expect(body.contains(fact), "\(fact)")
        }
        let accepted = try card(of: models, annotators: 0).body
        #expect(accepted.contains("Every example was labeled by a model"))
        #expect(!accepted.contains("people") && !accepted.contains("On average") && !accepted.contains("expert"))
    }

    @Test func namesCannotBreakTheCard() throws {
        let card = try card(of: [Samples.example()], name: "a\n---\n# b | \"c\"")
        #expect(card.header.contains(#"pretty_name: "a\n---\n# b | \"c\" v1""#))
        #expect(card.body.hasPrefix("# a --- # b \\| \"c\", version v1\n"))
    }

    private func card(of examples: [Example], name: String = "P", annotators: Int = 3) throws -> DatasetCard {
        var survey = ExportSurvey(examples: 10)
        var measures = ExportMeasures(kind: .transcription)
        for example in examples {
            survey.add(example, mediaSize: 100, shard: 0)
            measures.add(example, media: nil, votes: [])
        }
        return DatasetCard(
            project: try Samples.project(name: name), version: Samples.version, format: .parquet, survey: survey,
            features: HuggingFaceFeatures(
                columns: survey.columns(kind: .transcription), sampleRate: survey.sampleRate),
            shards: [], annotators: annotators, measures: measures.values())
    }
}
