import DataMeasures
import Foundation
import Testing

@Suite final class DataFilesTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "measures-\(UUID().uuidString)").path

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func file(_ name: String, _ content: String) throws -> String {
        let path = folder + "/" + name
        try Data(content.utf8).write(to: URL(filePath: path))
        return path
    }

    @Test func aColumnDividesAFile() throws {
        let path = try file("a.csv", "split,a\ntest,1\ntrain,1\ntrain,2\ndev,3\n")
        let input = try DataFiles.load(path, roles: ColumnRoles())
        #expect(input.splits.map(\.name) == ["train", "dev", "test"])
        #expect(input.splits.map(\.rowCount) == [2, 1, 1])
        let overlap = try #require(Measures.run(input)[check: "leakage.exact_overlap"])
        #expect(overlap.verdict == .fail)
        #expect(overlap.examples.first?["row"] == .integer(0))
        #expect(overlap.examples.first?["twin_row"] == .integer(1))
    }

    @Test func columnsAreFoundByTheirNames() throws {
        let rows = (0..<40).map { "\($0),a sentence of words \($0),\($0 % 2 == 0 ? "yes" : "no"),u\($0 % 15)" }
        let path = try file("b.csv", "id,sentence,label,user_id\n" + rows.joined(separator: "\n") + "\n")
        let roles = try DataFiles.load(path, roles: ColumnRoles()).roles
        #expect(roles.id == ColumnRoles.Role("id", .byName))
        #expect(roles.text == ColumnRoles.Role("sentence", .byName))
        #expect(roles.label == ColumnRoles.Role("label", .byName))
        #expect(roles.groups == [ColumnRoles.Role("user_id", .byName)])
    }

    @Test func votesAreFound() throws {
        let path = try file("v.csv", "task,worker,label\n1,a,x\n1,b,x\n2,a,y\n2,b,x\n3,a,x\n3,b,y\n")
        let report = Measures.run(try DataFiles.load(path, roles: ColumnRoles()))
        let agreement = try #require(report[check: "labels.agreement"])
        #expect(agreement.values["items"] == 3)
        #expect(agreement.verdict == .fail)
        #expect(agreement.examples.first?["task"] == "2")
    }

    @Test func raggedRowsAreNamed() throws {
        let path = try file("c.csv", "a,b\n1,2\n3\n")
        let error = #expect(throws: MeasureError.self) { try DataFiles.load(path, roles: ColumnRoles()) }
        #expect(error?.code == "ragged" && error?.path == path)
        #expect(error?.message.contains("3") == true)
    }

    @Test func unknownColumnsAreNamedWithTheKnownOnes() throws {
        let path = try file("d.csv", "a,b\n1,2\n")
        let error = #expect(throws: MeasureError.self) {
            try DataFiles.load(path, roles: ColumnRoles(label: ColumnRoles.Role("c")))
        }
        #expect(error?.message == "there is no column 'c'; the columns are: a, b")
    }

    @Test func aHeaderAloneIsNoData() throws {
        let path = try file("e.csv", "a,b\n")
        #expect(throws: MeasureError.self) { try DataFiles.load(path, roles: ColumnRoles()) }
    }
}
