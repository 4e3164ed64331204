/// How an export is laid out.
package struct ExportOptions: Sendable, Hashable {
    /// Bytes of examples after which a shard is full; one example larger than this has a shard of its own.
    package let shardSize: Int64
    /// Examples held in memory at once.
    package let pageLength: Int

    package static let standardShardSize: Int64 = 500_000_000

    /// - Throws: `ExportError` when `shardSize` is not above 0.
    package init(shardSize: Int64 = standardShardSize) throws(ExportError) {
        try self.init(shardSize: shardSize, pageLength: 200)
    }

    package init(shardSize: Int64, pageLength: Int) throws(ExportError) {
        guard shardSize > 0 else {
            throw ExportError(
                .invalidSettings, "shard size \(shardSize)", "a shard must hold at least one byte",
                remedy: "give a number of bytes above 0, for example \(Self.standardShardSize)")
        }
        self.shardSize = shardSize
        self.pageLength = pageLength
    }
}
