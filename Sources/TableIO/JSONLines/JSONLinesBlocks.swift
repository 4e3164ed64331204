internal import Dispatch
internal import Glibc
internal import Synchronization

/// JSONL read on several threads: blocks of whole lines, parsed apart and joined.
///
/// Whatever is not plain (a file that is no regular one, a wrong line, values of several kinds under one key) is left to
/// reading from start to end, so that errors name the line and cells are spelled alike.
enum JSONLinesBlocks {
    static let blockLength = 8 << 20

    /// nil where the file must be read from start to end.
    static func read(_ path: String, threads: Int) throws(TableError) -> Table? {
        guard threads > 1 else { return nil }
        let descriptor = try InputFile.descriptor(of: path)
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let length = Int(status.st_size)
        let count = (length + blockLength - 1) / blockLength
        guard count > 1 else { return nil }
        let next = Atomic<Int>(0)
        let tables = Mutex<[Table?]>(Array(repeating: nil, count: count))
        let isPlain = Atomic<Bool>(true)
        DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
            var block = Block(descriptor, fileLength: length)
            while isPlain.load(ordering: .relaxed), case let index = next.add(1, ordering: .relaxed).oldValue,
                index < count
            {
                if let table = block.read(index * blockLength, isFirst: index == 0) {
                    tables.withLock { $0[index] = table }
                } else {
                    isPlain.store(false, ordering: .relaxed)
                }
            }
        }
        guard isPlain.load(ordering: .relaxed) else { return nil }
        let parts = tables.withLock { $0.compactMap { $0 } }.filter { $0.rowCount > 0 }
        guard !parts.isEmpty, haveCommonTypes(parts) else { return nil }
        return Table.joined(parts)
    }

    /// Whether each column is of one type in all parts in which it has cells, or of numbers.
    private static func haveCommonTypes(_ parts: [Table]) -> Bool {
        var types: [String: Set<ParquetField.FieldType>] = [:]
        for column in parts.lazy.flatMap(\.columns) where column.validity.isEmpty || column.validity.contains(true) {
            types[column.name, default: []].insert(column.storage.fieldType)
        }
        return types.values.allSatisfy { $0.count == 1 || $0 == [.int64, .float64] }
    }

    /// The lines that start in one block of a file.
    private struct Block: ~Copyable {
        private let descriptor: Int32
        private let fileLength: Int
        private var capacity = blockLength + InputFile.chunkLength
        private var buffer: UnsafeMutablePointer<UInt8>

        init(_ descriptor: Int32, fileLength: Int) {
            self.descriptor = descriptor
            self.fileLength = fileLength
            buffer = .allocate(capacity: capacity + 1)
        }

        deinit { buffer.deallocate() }

        /// nil where a line is wrong or the file cannot be read.
        mutating func read(_ start: Int, isFirst: Bool) -> Table? {
            // The byte before tells whether a line starts here.
            let from = isFirst ? 0 : start - 1
            let end = min(start + blockLength, fileLength)
            guard var filled = fill(0, from, until: end) else { return nil }
            var first = 0
            if !isFirst {
                guard let feed = memchr(buffer, 0x0A, filled) else { return Table(columns: []) }
                first = feed - UnsafeMutableRawPointer(buffer) + 1
                if from + first >= end { return Table(columns: []) }
            }
            // The last line may end in another block.
            while from + filled < fileLength, buffer[filled - 1] != 0x0A {
                let before = filled
                guard let more = fill(before, from, until: min(from + before + InputFile.chunkLength, fileLength))
                else {
                    return nil
                }
                filled = more
                if let feed = memchr(buffer + before, 0x0A, filled - before) {
                    filled = feed - UnsafeMutableRawPointer(buffer) + 1
                }
            }
            buffer[filled] = 0
            return parse(first..<filled, isFirst: isFirst)
        }

        /// Brings the bytes of the file from `from` on into the buffer, of which some are there.
        ///
        /// - Returns: how many there are then.
        private mutating func fill(_ filled: Int, _ from: Int, until end: Int) -> Int? {
            if end - from > capacity {
                let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: (end - from) * 2 + 1)
                larger.update(from: buffer, count: filled)
                buffer.deallocate()
                (buffer, capacity) = (larger, (end - from) * 2)
            }
            var filled = filled
            while from + filled < end {
                let count = pread(descriptor, buffer + filled, end - from - filled, off_t(from + filled))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return nil }
                filled += count
            }
            return filled
        }

        private func parse(_ range: Range<Int>, isFirst: Bool) -> Table? {
            var parser = JSONLinesParser(path: "", isStart: isFirst)
            var start = range.lowerBound
            while start < range.upperBound {
                let feed = memchr(buffer + start, 0x0A, range.upperBound - start)
                let end = feed.map { $0 - UnsafeMutableRawPointer(buffer) } ?? range.upperBound
                do {
                    try parser.consume(UnsafeBufferPointer(start: buffer + start, count: end - start))
                } catch {
                    return nil
                }
                start = end + 1
            }
            if parser.hasSpelledFractions { return nil }
            let table = parser.takeRows()
            // Rows of objects without a key are in no column.
            return table.rowCount == parser.rows ? table : nil
        }
    }
}
