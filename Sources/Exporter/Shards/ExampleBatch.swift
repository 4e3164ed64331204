internal import QuorumCore
internal import TableIO

/// Examples laid out as columns, in the order of `HuggingFaceFeatures`.
struct ExampleBatch {
    private let kind: TaskKind
    private(set) var rows = 0
    /// Bytes the batch holds, near enough.
    private(set) var bytes: Int64 = 0

    private var audio = NullableBytes()
    private var audioPath = NullableBytes()
    private var passage = NullableBytes()
    /// The texts of a pair.
    private var first = NullableBytes()
    private var second = NullableBytes()
    private var answer = UTF8Column()
    /// The answers, where they are numbers.
    private var numbers: [Int64] = []
    private var id = UTF8Column()
    private var source = UTF8Column()
    private var group = UTF8Column()
    private var start: [Double] = []
    private var end: [Double] = []
    private var agreement: [Double] = []
    private var support: [Int64] = []
    private var votes: [Int64] = []

    init(kind: TaskKind) {
        self.kind = kind
    }

    /// - Parameter media: the example's recording; nil for a text, and where recordings are not wanted.
    mutating func append(_ example: Example, media: MediaFile?) {
        rows += 1
        bytes += ParquetShardWriter.footprint(
            of: example, mediaSize: Int64(media?.bytes.count ?? 0), kind: kind)
        audio.append(media?.bytes)
        audioPath.append(media.map { Array("\(example.key).\($0.encoding.rawValue)".utf8) })
        passage.append(example.passage.map { Array($0.text.utf8) })
        if !kind.pairColumns.isEmpty {
            first.append(example.passage?.pair.map { Array($0.a.utf8) })
            second.append(example.passage?.pair.map { Array($0.b.utf8) })
        }
        if kind.answerType == .number { numbers.append(Int64(example.label.label) ?? 0) }
        answer.append(example.label.label.utf8)
        id.append(example.key.utf8)
        source.append(example.source.filename.utf8)
        group.append(example.group.utf8)
        let (from, to) = example.bounds
        start.append(from)
        end.append(to)
        agreement.append(example.label.agreement)
        support.append(Int64(example.label.support))
        votes.append(Int64(example.label.votes))
    }

    /// The recordings: their bytes and the names they go by.
    var audioColumns: [Column] {
        [
            Column(name: "audio.bytes", storage: .binary(audio.values), validity: audio.validity),
            Column(name: "audio.path", storage: .utf8(audioPath.values), validity: audioPath.validity),
        ]
    }

    /// Every column but the recordings; lists as JSON.
    func columns(withPassages: Bool) -> [Column] {
        var all: [Column] = []
        if withPassages {
            all.append(Column(name: kind.passageColumn, storage: .utf8(passage.values), validity: passage.validity))
        }
        for (name, texts) in zip(kind.pairColumns, [first, second]) {
            all.append(Column(name: name, storage: .utf8(texts.values), validity: texts.validity))
        }
        return all + [
            Column(name: kind.answerColumn, storage: kind.answerType == .number ? .int64(numbers) : .utf8(answer)),
            Column(name: "id", storage: .utf8(id)),
            Column(name: "source", storage: .utf8(source)),
            Column(name: "group", storage: .utf8(group)),
            Column(name: "start", storage: .float64(start)),
            Column(name: "end", storage: .float64(end)),
            Column(name: "agreement", storage: .float64(agreement)),
            Column(name: "support", storage: .int64(support)),
            Column(name: "votes", storage: .int64(votes)),
        ]
    }
}

/// A growing column of bytes with nulls.
private struct NullableBytes {
    private(set) var values = UTF8Column()
    private var isPresent: [Bool] = []
    private var hasNull = false

    mutating func append(_ value: [UInt8]?) {
        values.append(value ?? [])
        isPresent.append(value != nil)
        if value == nil { hasNull = true }
    }

    var validity: [Bool] { hasNull ? isPresent : [] }
}
