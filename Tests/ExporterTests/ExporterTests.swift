import Crypto
import Foundation
import QuorumCore
import Testing

@testable import Exporter

@Suite struct ExporterTests {
    @Test(arguments: ExportFormat.allCases)
    func theManifestAccountsForEveryFile(format: ExportFormat) async throws {
        for frozen in [try await FrozenProject.transcription(), try await FrozenProject.classification()] {
            let manifest = try await frozen.export(format, to: "out")
            #expect(try Manifest(json: frozen.folder.bytes(of: "out/manifest.json")) == manifest)
            #expect(manifest.rows == 24)
            #expect(manifest.version.digest == frozen.version.digest)
            #expect(manifest.splits.reduce(0) { $0 + $1.rows } == 24)
            for (path, bytes, sha256) in manifest.shards.map({ ($0.path, $0.bytes, $0.sha256) })
                + manifest.files.map({ ($0.path, $0.bytes, $0.sha256) })
            {
                let content = try frozen.folder.bytes(of: "out/" + path)
                #expect(Int64(content.count) == bytes)
                #expect(SHA256.hash(data: content).hexadecimal == sha256)
            }
            #expect(Set(manifest.files.map(\.path)) == ["lineage.jsonl", "README.md", "croissant.json"])
            #expect(!frozen.folder.entries.contains { $0.contains("partial") })
        }
    }

    @Test(arguments: ExportFormat.allCases)
    func theSameVersionGivesTheSameBytes(format: ExportFormat) async throws {
        let frozen = try await FrozenProject.transcription()
        let first = try await frozen.export(format, to: "first")
        let second = try await frozen.export(format, to: "second")
        #expect(first == second)
        for path in first.shards.map(\.path) + first.files.map(\.path) + ["manifest.json"] {
            #expect(try frozen.folder.bytes(of: "first/" + path) == frozen.folder.bytes(of: "second/" + path))
        }
    }

    @Test(arguments: [ExportFormat.parquet, .webdataset])
    func fullShardsRoll(format: ExportFormat) async throws {
        let frozen = try await FrozenProject.transcription()
        let manifest = try await frozen.export(format, to: "out", shardSize: 12_000)
        for split in manifest.splits {
            let own = manifest.shards.filter { $0.split == split.name }
            #expect(own.count == split.shards && own.count > 1)
            #expect(own.map(\.path) == own.map(\.path).sorted())
            #expect(own.allSatisfy { $0.rows <= 2 })
        }
        #expect(manifest.rows == 24)
    }

    @Test(arguments: ExportFormat.allCases)
    func aMissingRecordingIsNamedAndNothingIsWritten(format: ExportFormat) async throws {
        let frozen = try await FrozenProject.transcription()
        try FileManager.default.removeItem(atPath: frozen.folder("media/3/2.flac"))
        let before = frozen.folder.entries
        let error = await #expect(throws: ExportError.self) { _ = try await frozen.export(format, to: "deep/out") }
        #expect(error?.code == .missingMedia)
        #expect(error?.subject.contains("file 3.wav") == true)
        #expect(error?.problem.contains("media/3/2.flac") == true)
        #expect(
            frozen.folder.entries.filter { !$0.hasPrefix("quorum.sqlite") }
                == before.filter {
                    !$0.hasPrefix("quorum.sqlite")
                })
    }

    @Test func aFolderInUseIsKept() async throws {
        let frozen = try await FrozenProject.classification(sources: 1)
        try frozen.folder.write("mine".utf8, to: "out/mine")
        let error = await #expect(throws: ExportError.self) { _ = try await frozen.export(.jsonl, to: "out") }
        #expect(error?.code == .outputExists)
        #expect(try frozen.folder.bytes(of: "out/mine") == Array("mine".utf8))
    }

    @Test func anExportThatIsStoppedLeavesNothing() async throws {
        let frozen = try await FrozenProject.transcription()
        let work = Task { try await frozen.export(.webdataset, to: "out") }
        work.cancel()
        let error = await #expect(throws: ExportError.self) { _ = try await work.value }
        #expect(error?.code == .cancelled)
        #expect(!frozen.folder.entries.contains { $0.contains("out") })
    }

    @Test func theLineageLeadsFromRowsToSources() async throws {
        let frozen = try await FrozenProject.transcription()
        let manifest = try await frozen.export(.webdataset, to: "out")
        let lines = try frozen.folder.bytes(of: "out/lineage.jsonl").split(separator: UInt8(ascii: "\n")).map {
            try #require(try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])
        }
        #expect(lines.count == 24)
        for line in lines {
            let consensus = try #require(line["consensus"] as? [String: Any])
            let annotations = try #require(line["annotations"] as? [[String: Any]])
            let chunk = try #require(line["chunk"] as? [String: Any])
            let source = try #require(line["source"] as? [String: Any])
            let shard = try #require(manifest.shards.first { $0.path == line["shard"] as? String })
            #expect(try #require(line["row"] as? Int) < shard.rows)
            #expect(line["split"] as? String == shard.split.rawValue)
            #expect(consensus["support"] as? Int == 2 && consensus["votes"] as? Int == annotations.count)
            #expect(annotations.count { $0["supports"] as? Bool == true } == 2)
            #expect(chunk["end_sample"] as? Int == (try #require(chunk["start_sample"] as? Int)) + 16_000)
            #expect(source["licence"] as? String == "MIT" && source["consent"] is NSNull)
        }
        #expect(Set(lines.compactMap { ($0["source"] as? [String: Any])?["sha256"] as? String }).count == 6)
    }

    @Test func tarMembersOfAnExampleStandTogether() async throws {
        let frozen = try await FrozenProject.classification()
        let manifest = try await frozen.export(.webdataset, to: "out")
        for shard in manifest.shards {
            let names = tarNames(try frozen.folder.bytes(of: "out/" + shard.path))
            #expect(names.count == 3 * shard.rows)
            for start in stride(from: 0, to: names.count, by: 3) {
                let key = try #require(names[start].split(separator: ".").first)
                #expect(Array(names[start..<(start + 3)]) == ["\(key).cls", "\(key).json", "\(key).txt"])
            }
        }
    }

    private func tarNames(_ bytes: [UInt8]) -> [String] {
        var names: [String] = []
        var offset = 0
        while offset < bytes.count, bytes[offset] != 0 {
            names.append(String(decoding: bytes[offset..<(offset + 100)].prefix { $0 != 0 }, as: UTF8.self))
            let digits = String(decoding: bytes[(offset + 124)..<(offset + 135)], as: UTF8.self)
            let size = Int(digits, radix: 8) ?? 0
            offset += 512 + (size + 511) / 512 * 512
        }
        return names
    }
}
