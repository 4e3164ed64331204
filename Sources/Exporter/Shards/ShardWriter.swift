internal import QuorumCore

/// Writes the examples of a version in one format.
///
/// Examples come in the order of the version, each with the number of its shard as `ShardPlan` gave it. `finish()` ends
/// every shard; they are complete files only then.
protocol ShardWriter: AnyObject {
    /// Bytes of a shard that are no example's.
    static var overhead: Int64 { get }

    /// Bytes an example adds to its shard, near enough to fill shards by.
    static func footprint(of example: Example, mediaSize: Int64, kind: TaskKind) -> Int64

    func write(_ example: Example, media: MediaFile?, shard: Int) throws(ExportError) -> ShardPosition

    func finish() throws(ExportError) -> [Manifest.Shard]
}

/// Where in an export an example is.
struct ShardPosition: Sendable, Hashable {
    /// Path of the shard inside the export.
    let shard: String
    /// Row or sample in the shard, from 0.
    let row: Int
}
