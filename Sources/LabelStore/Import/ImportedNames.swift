internal import QuorumCore

/// The new items of a file, as far as its later rows have to fit them. Takes some 30 bytes an item.
package struct ImportedNames: Sendable {
    /// By the hash of a reference, that of its content.
    private var contents: [Int: Int] = [:]

    package init() {}

    /// Whether an earlier row made the item.
    func has(_ reference: ItemReference) -> Bool { contents[reference.hashValue] != nil }

    /// Whether an earlier row made the item with other content.
    func contradicts(_ reference: ItemReference, _ content: ImportedContent) -> Bool {
        contents[reference.hashValue].map { $0 != Self.hash(content) } ?? false
    }

    mutating func add(_ reference: ItemReference, _ content: ImportedContent) {
        contents[reference.hashValue] = Self.hash(content)
    }

    /// Those of the items that are in it.
    func of(_ items: [ImportedItem]) -> ImportedNames {
        var some = ImportedNames()
        for item in items { some.contents[item.reference.hashValue] = contents[item.reference.hashValue] }
        return some
    }

    mutating func add(_ more: ImportedNames) { contents.merge(more.contents) { $1 } }

    /// Of what makes an item; its group may differ.
    private static func hash(_ content: ImportedContent) -> Int {
        var hasher = Hasher()
        hasher.combine(content.text)
        hasher.combine(content.pair)
        return hasher.finalize()
    }
}
