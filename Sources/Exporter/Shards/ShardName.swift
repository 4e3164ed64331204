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
        var digits: [UInt8] = []
        digits.appendDecimal(Int64(value), width: width)
        return String(decoding: digits, as: UTF8.self)
    }
}
