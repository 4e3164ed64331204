internal import QuorumCore

/// A number for each split.
struct SplitCounts: Sendable {
    private var train: Int32 = 0
    private var validation: Int32 = 0
    private var test: Int32 = 0

    subscript(split: Split) -> Int {
        get {
            switch split {
            case .train: Int(train)
            case .validation: Int(validation)
            case .test: Int(test)
            }
        }
        set {
            switch split {
            case .train: train = Int32(newValue)
            case .validation: validation = Int32(newValue)
            case .test: test = Int32(newValue)
            }
        }
    }

    var total: Int { Split.allCases.reduce(0) { $0 + self[$1] } }
}
