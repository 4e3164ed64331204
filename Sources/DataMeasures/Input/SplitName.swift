/// The split that a file's name or its folder tells, as the Hugging Face Hub reads them.
enum SplitName {
    static let order = [
        "train", "training", "validation", "valid", "val", "dev", "test", "testing", "eval", "evaluation",
    ]

    /// What names of splits are sorted by: training first, tests last, others after them.
    static func precedes(_ a: String, _ b: String) -> Bool {
        let places = [a, b].map { name in order.firstIndex(of: name.lowercased()) ?? order.count }
        return (places[0], a) < (places[1], b)
    }

    /// - Parameter path: below the folder of the data set.
    /// - Returns: nil when neither the file nor a folder above it is called like a split.
    static func of(_ path: String) -> String? {
        let parts = path.split(separator: "/").map(String.init)
        guard let file = parts.last else { return nil }
        let stem = String(file.prefix { $0 != "." })
        if let shard = Shard(stem) { return shard.name }
        for part in [stem] + parts.dropLast().reversed() {
            let words = part.lowercased().split { !$0.isLetter }.map(String.init)
            if let known = words.first(where: { order.contains($0) }) { return known }
        }
        return nil
    }

    /// `NAME-00002-of-00005`
    struct Shard {
        let name: String
        let index: Int
        let count: Int

        init?(_ stem: String) {
            let parts = stem.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count >= 4, parts[parts.count - 2] == "of", parts[parts.count - 1].count == 5,
                let index = Int(parts[parts.count - 3]), let count = Int(parts[parts.count - 1])
            else { return nil }
            name = parts.dropLast(3).joined(separator: "-")
            (self.index, self.count) = (index, count)
        }
    }
}
