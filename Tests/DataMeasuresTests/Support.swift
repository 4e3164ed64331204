import DataMeasures
import TableIO

/// Tables written down in a test.
enum Rows {
    /// Columns of text; nil is a null.
    static func table(_ columns: KeyValuePairs<String, [String?]>) -> Table {
        Table(
            columns: columns.map { name, cells in
                Column(
                    name: name, storage: .utf8(UTF8Column(cells.map { $0 ?? "" })),
                    validity: cells.contains(nil) ? cells.map { $0 != nil } : [])
            })
    }

    static func input(
        _ splits: KeyValuePairs<String, Table>, roles: ColumnRoles = ColumnRoles(), votes: MeasureInput.Votes? = nil
    ) -> MeasureInput {
        MeasureInput(
            splits: splits.map { MeasureInput.Split(name: $0, table: $1) }, votes: votes, roles: roles)
    }

    /// The same rows in another order.
    static func shuffled(_ table: Table, by generator: inout some RandomNumberGenerator) -> Table {
        let order = (0..<table.rowCount).shuffled(using: &generator)
        return Table(
            columns: table.columns.map { column in
                guard case .utf8(let text) = column.storage else { preconditionFailure("a column of text") }
                return Column(
                    name: column.name, storage: .utf8(UTF8Column(order.map { text.string($0) })),
                    validity: column.validity.isEmpty ? [] : order.map { column.validity[$0] })
            })
    }
}

extension Report {
    /// A value of a check by the path to it.
    func value(_ check: String, _ path: any PathStep...) -> ReportValue? {
        path.reduce(self[check: check]?.values) { value, step in step.follow(value) }
    }

    /// The element of a check's list whose members are these.
    func entry(_ check: String, _ list: String, where members: KeyValuePairs<String, String>) -> ReportValue? {
        guard case .list(let entries) = self[check: check]?.values[list] else { return nil }
        return entries.first { entry in members.allSatisfy { entry[$0.key] == .text($0.value) } }
    }
}

protocol PathStep { func follow(_ value: ReportValue?) -> ReportValue? }
extension String: PathStep { func follow(_ value: ReportValue?) -> ReportValue? { value?[self] } }
extension Int: PathStep { func follow(_ value: ReportValue?) -> ReportValue? { value?[self] } }
