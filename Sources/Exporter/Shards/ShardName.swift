internal import QuorumCore

/// Names of shards; numbers are padded, so that the order of names is the order of shards.
enum ShardName {
    static func parquet(_ split: Split, _ index: Int, of count: Int) -> String {
        "data/\(split.rawValue)-\(padded(index, 5))-of-\(padded(count, 5)).parquet"
    }

    static func tar(_ split: Split, _ index: Int) -> String {
        "\(split.rawValue)-\(padded(index, 6)).tar"
    }

    static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
