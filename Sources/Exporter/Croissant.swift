internal import QuorumCore
internal import TableIO

/// `croissant.json` of an export: what MLCommons Croissant 1.0, JSON-LD in the words of schema.org, says of a data set,
/// its files with their SHA-256, the columns of its splits, and what was measured.
struct Croissant {
    static let fileName = "croissant.json"

    let project: Project
    let version: DatasetVersion
    let format: ExportFormat
    let survey: ExportSurvey
    let features: HuggingFaceFeatures
    let shards: [Manifest.Shard]
    let measures: MeasuredValues

    var json: [UInt8] {
        var json = JSONText()
        json.object { json in
            json.member("@context", json: Self.context)
            json.member("@type", "sc:Dataset")
            json.member("conformsTo", "http://mlcommons.org/croissant/1.0")
            json.member("name", "\(project.name) \(version.name)")
            json.member("description", description)
            if !survey.licences.isEmpty {
                json.array("license") { json in for licence in survey.licences.sorted() { json.string(licence) } }
            }
            if !survey.languages.isEmpty {
                json.array("inLanguage") { json in for language in survey.languages.sorted() { json.string(language) } }
            }
            if let number = Int(version.name.drop { $0 == "v" }) { json.member("version", "\(number).0.0") }
            json.member("identifier", version.digest)
            json.member("datePublished", String(version.createdAt.iso8601.prefix(10)))
            json.array("variableMeasured") { json in
                for value in measures.values { json.object { $0.members(of: value) } }
            }
            json.array("distribution") { json in
                for shard in shards { json.object { $0.members(of: shard, encoding: encoding) } }
                for split in fileSets { json.object { set(split, in: &$0) } }
            }
            json.array("recordSet") { json in
                for split in fileSets { json.object { records(split, in: &$0) } }
            }
        }
        json.newline()
        return json.bytes
    }

    private var description: String {
        "\(survey.rows) examples of the labeling project \(project.name), frozen as \(version.name), digest "
            + "\(version.digest). How they were labeled is in README.md, where each comes from in lineage.jsonl."
    }

    private var encoding: String {
        switch format {
        case .parquet: "application/x-parquet"
        case .jsonl: "application/jsonlines"
        case .webdataset: "application/x-tar"
        }
    }

    /// The splits whose files are tables; members of tar files are no columns.
    private var fileSets: [Split] {
        format == .webdataset ? [] : Split.allCases.filter { survey.splits[$0] != nil }
    }

    private func set(_ split: Split, in json: inout JSONText) {
        json.member("@type", "cr:FileSet")
        json.member("@id", "\(split.rawValue)-files")
        json.member("name", "\(split.rawValue)-files")
        json.member("encodingFormat", encoding)
        json.array("includes") { json in
            switch format {
            case .parquet: json.string("data/\(split.rawValue)-*.parquet")
            case .jsonl, .webdataset:
                for shard in shards where shard.split == split { json.string(shard.path) }
            }
        }
    }

    private func records(_ split: Split, in json: inout JSONText) {
        json.member("@type", "cr:RecordSet")
        json.member("@id", split.rawValue)
        json.member("name", split.rawValue)
        json.array("field") { json in
            for feature in features.features {
                guard let type = Self.dataType(feature, format) else { continue }
                json.object { field(feature, type, split, in: &$0) }
            }
        }
    }

    private func field(
        _ feature: HuggingFaceFeatures.Feature, _ type: String, _ split: Split, in json: inout JSONText
    ) {
        let isFile = feature.type == .audio && format == .jsonl
        let column = isFile ? "file_name" : feature.name
        json.member("@type", "cr:Field")
        json.member("@id", "\(split.rawValue)/\(column)")
        json.member("name", column)
        json.member("dataType", type)
        if feature.type == .utf8List { json.member("repeated", true) }
        json.object("source") { json in
            json.object("fileSet") { $0.member("@id", "\(split.rawValue)-files") }
            json.object("extract") { $0.member("column", column) }
            if feature.type == .audio, !isFile { json.object("transform") { $0.member("jsonPath", "bytes") } }
        }
    }

    /// nil for what has no plain type.
    private static func dataType(_ feature: HuggingFaceFeatures.Feature, _ format: ExportFormat) -> String? {
        switch feature.type {
        case .audio: format == .jsonl ? "sc:Text" : "sc:AudioObject"
        case .utf8, .utf8List: "sc:Text"
        case .int64: "sc:Integer"
        case .float64: "sc:Float"
        case .bool: "sc:Boolean"
        case .binary, .spanList: nil
        }
    }

    /// The names of Croissant 1.0, as its specification lists them.
    private static let context = """
        {"@language":"en","@vocab":"https://schema.org/","arrayShape":"cr:arrayShape","citeAs":"cr:citeAs",\
        "column":"cr:column","conformsTo":"dct:conformsTo","cr":"http://mlcommons.org/croissant/",\
        "data":{"@id":"cr:data","@type":"@json"},"dataType":{"@id":"cr:dataType","@type":"@vocab"},\
        "dct":"http://purl.org/dc/terms/","equivalentProperty":"cr:equivalentProperty",\
        "examples":{"@id":"cr:examples","@type":"@json"},"extract":"cr:extract","field":"cr:field",\
        "fileObject":"cr:fileObject","fileProperty":"cr:fileProperty","fileSet":"cr:fileSet","format":"cr:format",\
        "includes":"cr:includes","isArray":"cr:isArray","isLiveDataset":"cr:isLiveDataset","jsonPath":"cr:jsonPath",\
        "key":"cr:key","md5":"cr:md5","parentField":"cr:parentField","path":"cr:path",\
        "rai":"http://mlcommons.org/croissant/RAI/","recordSet":"cr:recordSet","references":"cr:references",\
        "regex":"cr:regex","repeated":"cr:repeated","replace":"cr:replace","samplingRate":"cr:samplingRate",\
        "sc":"https://schema.org/","separator":"cr:separator","source":"cr:source","subField":"cr:subField",\
        "transform":"cr:transform"}
        """
}

extension JSONText {
    fileprivate mutating func members(of shard: Manifest.Shard, encoding: String) {
        member("@type", "cr:FileObject")
        member("@id", shard.path)
        member("name", shard.path)
        member("contentUrl", shard.path)
        member("contentSize", "\(shard.bytes) B")
        member("encodingFormat", encoding)
        member("sha256", shard.sha256)
    }

    fileprivate mutating func members(of value: MeasuredValue) {
        member("@type", "sc:PropertyValue")
        member("name", value.name)
        member("description", value.title)
        member("value", value.value)
        switch value.kind {
        case .coefficient: break
        case .count(let whole):
            member("maxValue", whole)
            member("unitText", value.passes == true ? "examples (pass)" : "examples (fail)")
        case .seconds: member("unitText", "s")
        case .decibels: member("unitText", "dBFS")
        }
        member("measurementTechnique", value.method)
        if let interval = value.interval {
            object("valueReference") { json in
                json.member("@type", "sc:QuantitativeValue")
                json.member("name", "95 % interval")
                json.member("minValue", interval.lowerBound)
                json.member("maxValue", interval.upperBound)
            }
        }
    }
}
