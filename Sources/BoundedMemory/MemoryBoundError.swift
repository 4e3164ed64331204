/// Why the memory of the process cannot be bounded.
public struct MemoryBoundError: Error, Sendable, CustomStringConvertible {
    public let code: String
    /// What is wrong and what to do about it.
    public let description: String
    /// The folder it is about; nil where it is about none.
    public let path: String?

    init(_ code: String, _ description: String, path: String? = nil) {
        self.code = code
        self.description = description
        self.path = path
    }
}
