public import TableIO

/// What the columns of a data set are to the checks.
public struct ColumnRoles: Equatable, Sendable {
    /// A column, and how it got its role.
    public struct Role: Equatable, Sendable {
        public enum Choice: String, Sendable {
            case given
            case byName = "by its name"
            case byValues = "by its values"
        }

        public let column: String
        public let choice: Choice

        public init(_ column: String, _ choice: Choice = .given) {
            self.column = column
            self.choice = choice
        }
    }

    public var label: Role?
    public var text: Role?
    public var id: Role?
    public var groups: [Role]
    /// When a row came to be.
    public var time: Role?
    /// What people must not be treated differently for, such as their sex.
    public var protected: [Role]
    /// What the names of columns start with that hold a model's probabilities, one a label; the label follows.
    public var probabilities: String?
    /// The column with the paths of recordings, or their bytes.
    public var audio: Role?
    /// The column that says which split a row is in.
    public var split: Role?
    /// The text is what people answered, as in a transcript of a recording, not what they were asked about.
    public var textIsAnswer: Bool

    public init(
        label: Role? = nil, text: Role? = nil, id: Role? = nil, groups: [Role] = [], time: Role? = nil,
        protected: [Role] = [], probabilities: String? = nil, audio: Role? = nil, split: Role? = nil,
        textIsAnswer: Bool = false
    ) {
        self.label = label
        self.text = text
        self.id = id
        self.groups = groups
        self.time = time
        self.protected = protected
        self.probabilities = probabilities
        self.audio = audio
        self.split = split
        self.textIsAnswer = textIsAnswer
    }

    /// Columns a person named.
    var given: [String] {
        ([label, text, id, time, audio, split].compactMap { $0 } + groups + protected).filter { $0.choice == .given }
            .map(\.column)
    }

    /// Whether a column holds what a model thinks, not what the row is.
    func isProbability(_ column: String) -> Bool { probabilities.map { column.hasPrefix($0) } ?? false }

    /// Makes sure that the named columns are there, and that the one with times has times.
    ///
    /// - Parameter path: the file to name in the error.
    public func check(_ table: Table, path: String) throws(MeasureError) {
        for name in given where table[name] == nil {
            let columns = table.columns.map(\.name).joined(separator: ", ")
            throw MeasureError("unknown_column", path, "there is no column '\(name)'; the columns are: \(columns)")
        }
        guard let time, time.choice == .given, let column = table[time.column],
            case .broken(let row) = ColumnTimes(column)
        else { return }
        throw MeasureError(
            "bad_time", path,
            "row \(row): '\(Excerpt.of(column.text(row) ?? ""))' in column '\(time.column)' is no time; write them as "
                + "2024-05-31, 2024-05-31T10:00:00 or 2024-05-31 10:00:00+02:00, or as numbers")
    }
}

/// Why data cannot be measured.
public struct MeasureError: Error, Equatable, Sendable, CustomStringConvertible {
    public let code: String
    public let path: String
    /// What is wrong and what to do about it.
    public let message: String

    public init(_ code: String, _ path: String, _ message: String) {
        self.code = code
        self.path = path
        self.message = message
    }

    public var description: String { "\(path): \(message)" }
}
