/// Bins that hold about as many numbers each.
struct QuantileBins: Sendable {
    /// The least numbers of all bins but the first, rising, each once.
    let edges: [Double]

    var count: Int { edges.count + 1 }

    /// As many bins as named, or fewer where numbers are equal.
    ///
    /// - Parameter sorted: rising, without not-a-number, not empty.
    init(_ sorted: [Double], bins: Int) {
        var edges: [Double] = []
        for bin in 1..<bins {
            let edge = sorted[bin * sorted.count / bins]
            if edge > sorted[0], edge != edges.last { edges.append(edge) }
        }
        self.edges = edges
    }

    /// - Complexity: O(log bins).
    func bin(of number: Double) -> Int {
        var (low, high) = (0, edges.count)
        while low < high {
            let middle = (low + high) / 2
            if edges[middle] > number { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
