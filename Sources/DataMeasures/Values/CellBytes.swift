internal import Glibc
internal import TableIO

/// The bytes of a column's cells, borrowed for the length of a call.
struct CellBytes {
    fileprivate let bytes: UnsafeRawBufferPointer
    fileprivate let offsets: UnsafeBufferPointer<Int>

    @inline(__always)
    subscript(row: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[offsets[row]..<offsets[row + 1]])
    }
}

extension UTF8Column {
    func withCells<Result>(_ body: (CellBytes) -> Result) -> Result {
        bytes.withUnsafeBytes { bytes in
            offsets.withUnsafeBufferPointer { body(CellBytes(bytes: bytes, offsets: $0)) }
        }
    }

    static func withCells<Result>(_ columns: [UTF8Column], _ body: ([CellBytes]) -> Result) -> Result {
        func extend(_ cells: [CellBytes]) -> Result {
            guard cells.count < columns.count else { return body(cells) }
            return columns[cells.count].withCells { extend(cells + [$0]) }
        }
        return extend([])
    }
}

extension UnsafeRawBufferPointer {
    @inline(__always)
    func hasBytes(of other: UnsafeRawBufferPointer) -> Bool {
        count == other.count && (count == 0 || memcmp(baseAddress!, other.baseAddress!, count) == 0)
    }
}
