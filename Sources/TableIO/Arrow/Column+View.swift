internal import CArrow

extension [Column] {
    /// Calls `body` with the columns' own memory as CArrow takes it.
    func withColumnViews<Result>(_ body: ([quorum_column]) -> Result) -> Result {
        func extend(_ views: [quorum_column]) -> Result {
            guard views.count < count else { return body(views) }
            return self[views.count].withView { extend(views + [$0]) }
        }
        return extend([])
    }
}

extension Column {
    fileprivate func withView<Result>(_ body: (quorum_column) -> Result) -> Result {
        validity.withUnsafeBytes { validity in
            var view = quorum_column()
            view.validity = validity.isEmpty ? nil : validity.bindMemory(to: UInt8.self).baseAddress
            view.type = storage.columnType
            switch storage {
            case .utf8(let column), .binary(let column):
                return column.bytes.withUnsafeBytes { bytes in
                    column.offsets.withUnsafeBytes { offsets in
                        view.values = bytes.baseAddress
                        view.offsets = offsets.bindMemory(to: Int64.self).baseAddress
                        return body(view)
                    }
                }
            case .int64(let numbers): return withCells(numbers, view, body)
            case .float64(let numbers): return withCells(numbers, view, body)
            case .bool(let flags): return withCells(flags, view, body)
            }
        }
    }

    private func withCells<Cell, Result>(
        _ cells: [Cell], _ view: quorum_column, _ body: (quorum_column) -> Result
    ) -> Result {
        cells.withUnsafeBytes { bytes in
            var view = view
            view.values = bytes.baseAddress
            return body(view)
        }
    }
}

extension Column.Storage {
    fileprivate var columnType: quorum_column_type {
        switch self {
        case .utf8: quorum_column_utf8
        case .binary: quorum_column_binary
        case .int64: quorum_column_int64
        case .float64: quorum_column_float64
        case .bool: quorum_column_bool
        }
    }

    var fieldType: ParquetField.FieldType {
        switch self {
        case .utf8: .utf8
        case .binary: .binary
        case .int64: .int64
        case .float64: .float64
        case .bool: .bool
        }
    }
}

extension ParquetField.FieldType {
    var code: quorum_field_type {
        switch self {
        case .utf8: quorum_field_utf8
        case .binary: quorum_field_binary
        case .int64: quorum_field_int64
        case .float64: quorum_field_float64
        case .bool: quorum_field_bool
        case .audio: quorum_field_audio
        case .utf8List: quorum_field_utf8_list
        case .spanList: quorum_field_span_list
        }
    }
}
