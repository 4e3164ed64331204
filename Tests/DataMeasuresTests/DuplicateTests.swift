import DataMeasures
import QuorumCore
import TableIO
import Testing

@Suite struct DuplicateTests {
    private let table = Rows.table([
        "text": ["a", "b", "a", "A ", "c", "b", "a", "Åse", "A\u{30A}SE"],
        "label": ["0", "1", "0", "0", "1", "0", "0", "1", "1"],
    ])

    private func report(_ table: Table, text: Bool) -> Report {
        Measures.run(
            Rows.input(
                ["data": table],
                roles: ColumnRoles(
                    label: ColumnRoles.Role("label"), text: text ? ColumnRoles.Role("text") : nil)))
    }

    private func counts(_ report: Report, _ variant: String) -> [ReportValue?] {
        let entry = report.entry("duplicates.exact", "splits", where: ["variant": variant])
        return ["groups", "rows", "surplus_rows", "conflicting_groups"].map { entry?[$0] }
    }

    @Test func groupsOfEqualTexts() {
        let report = report(table, text: true)
        #expect(counts(report, "raw") == [.integer(2), .integer(5), .integer(3), .integer(1)])
        #expect(counts(report, "normalised") == [.integer(3), .integer(8), .integer(5), .integer(1)])
        let largest = report[check: "duplicates.exact"]?.examples.first
        #expect(largest?["times"] == .integer(4))
        #expect(largest?["rows"] == .list([.integer(0), .integer(2), .integer(3), .integer(6)]))
    }

    @Test func featuresLeaveTheLabelOut() {
        let report = report(table, text: false)
        #expect(counts(report, "raw") == [.integer(1), .integer(3), .integer(2), .integer(0)])
        #expect(counts(report, "features") == [.integer(2), .integer(5), .integer(3), .integer(1)])
    }

    @Test func anAddedDuplicateIsFound() {
        var generator = SeededNumbers(seed: 1)
        let cells = (0..<2000).map { _ in "\(Int.random(in: 0..<1500, using: &generator)) words" }
        let surplus = cells.count - Set(cells).count
        #expect(counts(report(Rows.table(["text": cells]), text: true), "raw")[2] == .integer(surplus))
        let more = Rows.table(["text": cells + [cells[17]]])
        #expect(counts(report(more, text: true), "raw")[2] == .integer(surplus + 1))
    }

    @Test func missingCellsAreEqualToEachOther() {
        let report = report(Rows.table(["text": [nil, nil, ""]]), text: true)
        #expect(counts(report, "raw")[2] == .integer(1))
    }
}
