internal import QuorumCore

/// `README.md` of an export: the YAML header that Hugging Face `datasets` opens the folder by, and the facts a person
/// needs before training on it.
struct DatasetCard {
    static let fileName = "README.md"

    let project: Project
    let version: DatasetVersion
    let format: ExportFormat
    let survey: ExportSurvey
    let features: HuggingFaceFeatures
    let shards: [Manifest.Shard]
    /// People whose answers the labels rest on.
    let annotators: Int
    let measures: MeasuredValues

    var markdown: String {
        "---\n" + header + "---\n\n" + body
    }

    var splits: [(split: Split, figures: ExportSurvey.SplitFigures)] {
        Split.allCases.compactMap { split in survey.splits[split].map { (split, $0) } }
    }
}
