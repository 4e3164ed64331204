internal import TableIO

/// What is kept of texts to find similar ones by: a content hash each, and a sketch for each kind of shingles they have.
struct Sketches: Sendable {
    /// Of each row; 0 where there is no text.
    private(set) var contents: [UInt64] = []

    /// The row of each sketch.
    private(set) var rows: [Int32] = []
    private(set) var kinds: [Shingles.Kind] = []
    /// `MinHash.bands` hashes a sketch.
    private(set) var bands: [UInt32] = []
    /// `MinHash.permutations` bytes a sketch.
    private(set) var bytes: [UInt8] = []
    /// Passages of all sketches, and where those of each one end.
    private(set) var passages: [UInt32] = []
    private(set) var passageEnds: [Int] = []

    var count: Int { rows.count }

    func passages(of sketch: Int) -> ArraySlice<UInt32> {
        passages[(sketch == 0 ? 0 : passageEnds[sketch - 1])..<passageEnds[sketch]]
    }

    private static let blockLength = 1024

    /// - Parameter columns: the texts of each split; rows are numbered through.
    /// - Complexity: O(*n*) in the bytes of the texts, times 128 in the shingles.
    init(_ columns: [(text: UTF8Column, validity: [Bool])], threads: Int) {
        var blocks: [(column: Int, rows: Range<Int>, first: Int)] = []
        var total = 0
        for (index, column) in columns.enumerated() {
            for start in stride(from: 0, to: column.text.count, by: Self.blockLength) {
                blocks.append((index, start..<min(start + Self.blockLength, column.text.count), total + start))
            }
            total += column.text.count
        }
        let parts = threads * 8
        let perPart = (blocks.count + parts - 1) / max(parts, 1)
        let pieces = parallelMap(parts, threads: threads) { [blocks] part in
            let own = blocks[min(part * perPart, blocks.count)..<min((part + 1) * perPart, blocks.count)]
            var sketches = Sketches()
            sketches.reserve(own.reduce(0) { $0 + $1.rows.count })
            var minHash = MinHash()
            var shingles = Shingles()
            for block in own {
                let (text, validity) = columns[block.column]
                text.bytes.withUnsafeBytes { bytes in
                    for row in block.rows {
                        guard validity.isEmpty || validity[row] else {
                            sketches.contents.append(0)
                            continue
                        }
                        let cell = UnsafeRawBufferPointer(rebasing: bytes[text.range(row)])
                        sketches.add(
                            cell, row: Int32(block.first + row - block.rows.lowerBound), &shingles, &minHash)
                    }
                }
            }
            return sketches
        }
        for piece in pieces { append(piece) }
    }

    private init() {}

    private mutating func reserve(_ count: Int) {
        bands.reserveCapacity(count * MinHash.bands)
        bytes.reserveCapacity(count * MinHash.permutations)
    }

    private mutating func add(
        _ text: UnsafeRawBufferPointer, row: Int32, _ shingles: inout Shingles, _ minHash: inout MinHash
    ) {
        shingles.readWords(text)
        let content = shingles.content(text)
        contents.append(content ?? 0)
        guard content != nil else { return }
        if shingles.hasWords {
            shingles.makeWords()
            add(row, .words, shingles.hashes, &minHash)
        }
        if shingles.hasCharacters {
            shingles.makeCharacters()
            add(row, .characters, shingles.hashes, &minHash)
        }
    }

    private mutating func add(_ row: Int32, _ kind: Shingles.Kind, _ hashes: [UInt64], _ minHash: inout MinHash) {
        rows.append(row)
        kinds.append(kind)
        minHash.append(hashes, salt: UInt64(kind.rawValue), bands: &bands, bytes: &bytes)
        if kind == .words { Winnowing.append(hashes, to: &passages) }
        passageEnds.append(passages.count)
    }

    private mutating func append(_ other: Sketches) {
        let base = passages.count
        contents += other.contents
        rows += other.rows
        kinds += other.kinds
        bands += other.bands
        bytes += other.bytes
        passages += other.passages
        passageEnds += other.passageEnds.map { base + $0 }
    }
}
