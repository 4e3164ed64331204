internal import QuorumCore

/// Which shard of its split an example goes to: shards are filled one after another up to a size.
///
/// The place depends only on the sizes seen so far, so a second run over the same sizes gives the same places.
struct ShardPlan: Sendable {
    private struct Fill {
        var shard = 0
        var bytes: Int64 = 0
    }

    private let shardSize: Int64
    private var fills: [Split: Fill] = [:]

    /// - Parameter overhead: bytes of a shard that are no example's.
    init(shardSize: Int64, overhead: Int64 = 0) {
        self.shardSize = shardSize - overhead
    }

    /// Places the next example of a split; one that is larger than a shard gets a shard of its own.
    ///
    /// - Returns: the shard's number, from 0.
    mutating func place(bytes: Int64, in split: Split) -> Int {
        var fill = fills[split] ?? Fill()
        if fill.bytes > 0, fill.bytes + bytes > shardSize {
            fill.shard += 1
            fill.bytes = 0
        }
        fill.bytes += bytes
        fills[split] = fill
        return fill.shard
    }
}
