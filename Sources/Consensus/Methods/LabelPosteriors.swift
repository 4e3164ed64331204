/// How probable each label is for each item, given the votes.
///
/// Items are rows of a sparse matrix: what a row does not name has probability 0. Rows sum to 1; an item without votes
/// has an empty row.
public struct LabelPosteriors: Equatable, Sendable {
    /// Item `i` has the entries `offsets[i]..<offsets[i + 1]`, ascending by label.
    public let offsets: [Int]
    public let labels: [Int32]
    public let probabilities: [Double]

    public var itemCount: Int { offsets.count - 1 }

    init(offsets: [Int], labels: [Int32], probabilities: [Double]) {
        self.offsets = offsets
        self.labels = labels
        self.probabilities = probabilities
    }

    /// From a full matrix, items × labels, of which the rows of items without votes are left out.
    init(full probabilities: [Double], votes: CodedVotes) {
        let labelCount = votes.labelCount
        var offsets = [0]
        offsets.reserveCapacity(votes.itemCount + 1)
        for item in 0..<votes.itemCount {
            offsets.append(offsets[item] + (votes.votes(of: item).isEmpty ? 0 : labelCount))
        }
        self.offsets = offsets
        if offsets[votes.itemCount] == probabilities.count {
            self.probabilities = probabilities
        } else {
            var kept: [Double] = []
            for item in 0..<votes.itemCount where !votes.votes(of: item).isEmpty {
                kept += probabilities[item * labelCount..<(item + 1) * labelCount]
            }
            self.probabilities = kept
        }
        labels = [Int32](unsafeUninitializedCapacity: self.probabilities.count) { buffer, count in
            for place in buffer.indices { buffer.initializeElement(at: place, to: Int32(place % labelCount)) }
            count = buffer.count
        }
    }

    /// - Complexity: O(log *k*) for the *k* entries of the item.
    public func probability(of label: Int32, item: Int) -> Double {
        var low = offsets[item]
        var high = offsets[item + 1]
        while low < high {
            let middle = (low + high) / 2
            if labels[middle] < label { low = middle + 1 } else { high = middle }
        }
        return low < offsets[item + 1] && labels[low] == label ? probabilities[low] : 0
    }

    /// The most probable label of an item.
    public struct Decision: Equatable, Sendable {
        /// The first of `tied`.
        public let label: Int32
        public let probability: Double
        /// The labels that are as probable as `label`, ascending.
        private let others: [Int32]

        fileprivate init(label: Int32, probability: Double, others: [Int32]) {
            self.label = label
            self.probability = probability
            self.others = others
        }

        public var isTie: Bool { !others.isEmpty }
        /// How many labels are equally probable.
        public var tiedCount: Int { others.count + 1 }
        /// The labels that are equally probable, ascending; one where there is no tie.
        public var tied: [Int32] { [label] + others }

        /// Whether a label is among the tied ones.
        ///
        /// - Complexity: O(log *k*) for *k* tied labels.
        public func holds(_ label: Int32) -> Bool {
            if label == self.label { return true }
            var low = 0
            var high = others.count
            while low < high {
                let middle = (low + high) / 2
                if others[middle] < label { low = middle + 1 } else { high = middle }
            }
            return low < others.count && others[low] == label
        }
    }

    /// Probabilities that differ by less than this are equal: rounding alone may tell them apart.
    public static let tieTolerance = 1e-9

    /// - Returns: nil for an item without votes.
    /// - Complexity: O(*k*) for the *k* entries of the item.
    public func decision(_ item: Int) -> Decision? {
        let range = offsets[item]..<offsets[item + 1]
        guard !range.isEmpty else { return nil }
        var best = -Double.infinity
        for place in range { best = max(best, probabilities[place]) }
        var first: Int32?
        var others: [Int32] = []
        for place in range where probabilities[place] > best - Self.tieTolerance {
            if first == nil { first = labels[place] } else { others.append(labels[place]) }
        }
        return first.map { Decision(label: $0, probability: best, others: others) }
    }
}
