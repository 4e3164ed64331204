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

    /// Whether a file can be called so wherever the split is written: letters, digits, `_`, `-` and `.`, not first.
    static func isFileName(_ name: String) -> Bool {
        func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }
        return name.first.map(isWord) == true && name.allSatisfy { isWord($0) || $0 == "." || $0 == "-" }
    }

    /// Shards at the top or in `data` are called after their split, whatever it is. Else folders say it before files, but
    /// for a file that is called like a split in a folder whose name only has such a word in it.
    ///
    /// - Parameter path: below the folder of the data set.
    /// - Returns: nil when neither the file nor a folder above it is called like a split.
    static func of(_ path: String) -> String? {
        let parts = path.split(separator: "/").map(String.init)
        guard let file = parts.last else { return nil }
        let stem = String(file.prefix { $0 != "." })
        let folders = Array(parts.dropLast().reversed())
        if folders.isEmpty || folders == ["data"], let shard = Shard(stem), isFileName(shard.name) { return shard.name }
        return folders.lazy.compactMap(whole).first ?? whole(stem) ?? folders.lazy.compactMap(word).first ?? word(stem)
    }

    /// The split that the folders of a file tell, whatever the file is called.
    static func ofFolders(_ path: String) -> String? {
        path.lastIndex(of: "/").flatMap { of(path[...$0] + "-") }
    }

    private static func whole(_ name: String) -> String? {
        let name = name.lowercased()
        return order.contains(name) ? name : nil
    }

    private static func word(_ name: String) -> String? {
        name.lowercased().split { !$0.isLetter }.lazy.map(String.init).first { order.contains($0) }
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
