package import QuorumCore

/// What an export holds: enough to check every byte of it and to name what it was made from.
package struct Manifest: Sendable, Hashable, Codable {
    package struct VersionName: Sendable, Hashable, Codable {
        package let name: String
        package let digest: String
        package let createdAt: String
        /// Examples of the version that were erased since, and are not in the export; nil for none.
        package let erased: Int?
    }

    package struct ProjectName: Sendable, Hashable, Codable {
        package let name: String
        package let kind: TaskKind
    }

    package struct SplitSize: Sendable, Hashable, Codable {
        package let name: Split
        package let rows: Int
        package let bytes: Int64
        package let shards: Int
    }

    package struct Shard: Sendable, Hashable, Codable {
        /// Relative to the manifest.
        package let path: String
        package let split: Split
        package let rows: Int
        package let bytes: Int64
        package let sha256: String
    }

    /// A file beside the shards.
    package struct File: Sendable, Hashable, Codable {
        package let path: String
        package let bytes: Int64
        package let sha256: String
    }

    package static let fileName = "manifest.json"
    package static let currentSchema = "quorum.export/1"

    package let schema: String
    package let generator: String
    package let project: ProjectName
    /// The version's quorum policy, `AGREE/MAX`.
    package let policy: String
    package let version: VersionName
    package let format: ExportFormat
    package let rows: Int
    package let bytes: Int64
    package let splits: [SplitSize]
    package let shards: [Shard]
    package let files: [File]

    init(project: Project, version: DatasetVersion, format: ExportFormat, shards: [Shard], files: [File]) {
        schema = Self.currentSchema
        generator = Self.generatorName
        self.project = ProjectName(name: project.name, kind: project.kind)
        policy = project.policy.description
        self.version = VersionName(
            name: version.name, digest: version.digest, createdAt: version.createdAt.iso8601,
            erased: version.erasedCount > 0 ? version.erasedCount : nil)
        self.format = format
        rows = shards.reduce(0) { $0 + $1.rows }
        bytes = shards.reduce(0) { $0 + $1.bytes }
        splits = Split.allCases.compactMap { split in
            let own = shards.filter { $0.split == split }
            guard !own.isEmpty else { return nil }
            return SplitSize(
                name: split, rows: own.reduce(0) { $0 + $1.rows }, bytes: own.reduce(0) { $0 + $1.bytes },
                shards: own.count)
        }
        self.shards = shards
        self.files = files
    }

    /// Who wrote the export: the program and the version of its output.
    package static let generatorName = "quorum 0.1.0"
}
