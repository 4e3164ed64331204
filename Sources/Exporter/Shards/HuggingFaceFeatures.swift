internal import QuorumCore
internal import TableIO

/// The columns of an export as Parquet and as Hugging Face `datasets` name their types.
struct HuggingFaceFeatures: Sendable {
    struct Feature: Sendable {
        let name: String
        let type: ParquetField.FieldType
    }

    let features: [Feature]
    /// Of every recording; nil when they differ, and readers then take each as it is.
    let sampleRate: Int?

    init(columns: ExampleColumns, sampleRate: Int?) {
        self.sampleRate = sampleRate
        var all: [Feature] = []
        if columns.hasAudio { all.append(Feature(name: "audio", type: .audio)) }
        if columns.hasPassages { all.append(Feature(name: columns.kind.passageColumn, type: .utf8)) }
        for name in columns.kind.pairColumns { all.append(Feature(name: name, type: .utf8)) }
        all.append(Feature(name: columns.kind.answerColumn, type: columns.kind.answerType.fieldType))
        for name in ["id", "source", "group"] { all.append(Feature(name: name, type: .utf8)) }
        for name in ["start", "end", "agreement"] { all.append(Feature(name: name, type: .float64)) }
        for name in ["support", "votes"] { all.append(Feature(name: name, type: .int64)) }
        features = all
    }

    var parquetFields: [ParquetField] {
        // FLAC does not get smaller by compressing it again.
        features.map { ParquetField(name: $0.name, type: $0.type, compressed: $0.type != .audio) }
    }

    /// What the footer key `huggingface` holds.
    var footer: String {
        var json = JSONText()
        json.object { json in
            json.object("info") { json in
                json.object("features") { json in
                    for feature in features { json.object(feature.name) { members(of: feature, in: &$0) } }
                }
            }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private func members(of feature: Feature, in json: inout JSONText) {
        switch feature.type {
        case .audio:
            if let sampleRate { json.member("sampling_rate", sampleRate) }
            json.member("_type", "Audio")
        case .utf8List:
            json.object("feature") { Self.value("string", in: &$0) }
            json.member("_type", "List")
        case .spanList:
            json.object("feature") { json in
                for (name, type) in Self.spanMembers { json.object(name) { Self.value(type, in: &$0) } }
            }
            json.member("_type", "List")
        case .utf8, .binary, .int64, .float64, .bool: Self.value(feature.dtype, in: &json)
        }
    }

    /// The members of a span with their types.
    static let spanMembers = [("start", "int64"), ("end", "int64"), ("label", "string")]

    private static func value(_ dtype: String, in json: inout JSONText) {
        json.member("dtype", dtype)
        json.member("_type", "Value")
    }
}

extension AnswerType {
    fileprivate var fieldType: ParquetField.FieldType {
        switch self {
        case .text: .utf8
        case .number: .int64
        case .labels: .utf8List
        case .spans: .spanList
        }
    }
}

extension HuggingFaceFeatures.Feature {
    /// The name `datasets` has for the type of a plain value.
    var dtype: String {
        switch type {
        case .float64: "float64"
        case .int64: "int64"
        default: "string"
        }
    }
}
