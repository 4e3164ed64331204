/// The part of a data set an example belongs to.
public enum Split: String, Sendable, Codable, CaseIterable, Comparable {
    case train, validation, test

    public static func < (lhs: Split, rhs: Split) -> Bool { lhs.order < rhs.order }

    private var order: Int {
        switch self {
        case .train: 0
        case .validation: 1
        case .test: 2
        }
    }
}

/// Shares of the examples that go to each split; assigned by group, never by row.
public struct SplitRatios: Sendable, Hashable, Codable {
    public let train: Double
    public let validation: Double
    public let test: Double

    public static let standard = SplitRatios(unchecked: 0.8, 0.1, 0.1)

    private init(unchecked train: Double, _ validation: Double, _ test: Double) {
        self.train = train
        self.validation = validation
        self.test = test
    }

    /// - Throws: `SplitRatiosError` unless each share is 0...1 and together they make 1.
    public init(train: Double, validation: Double, test: Double) throws(SplitRatiosError) {
        let all = [train, validation, test]
        guard all.allSatisfy({ $0 >= 0 && $0 <= 1 }), abs(all.reduce(0, +) - 1) < 1e-9, train > 0 else {
            throw SplitRatiosError(train: train, validation: validation, test: test)
        }
        self.init(unchecked: train, validation, test)
    }
}

public struct SplitRatiosError: Error, Equatable, CustomStringConvertible {
    public let train: Double
    public let validation: Double
    public let test: Double

    public var description: String {
        "The split shares train \(train), validation \(validation), test \(test) must each be 0 to 1, "
            + "train above 0, and add up to 1."
    }
}

/// An immutable snapshot of a project's settled examples.
public struct DatasetVersion: Sendable, Hashable {
    public let id: VersionID
    public let project: ProjectID
    /// `v1`, `v2`, … in order of freezing.
    public let name: String
    /// SHA-256 of the manifest, 64 lower-case hexadecimal digits: the version's true name.
    public let digest: String
    public let parent: VersionID?
    public let ratios: SplitRatios
    /// As it was frozen.
    public let exampleCount: Int
    /// Examples that were erased since; the version is what it was but for those.
    public let erasedCount: Int
    public let createdAt: Timestamp

    public init(
        id: VersionID, project: ProjectID, name: String, digest: String, parent: VersionID?, ratios: SplitRatios,
        exampleCount: Int, erasedCount: Int = 0, createdAt: Timestamp
    ) {
        self.id = id
        self.project = project
        self.name = name
        self.digest = digest
        self.parent = parent
        self.ratios = ratios
        self.exampleCount = exampleCount
        self.erasedCount = erasedCount
        self.createdAt = createdAt
    }
}
