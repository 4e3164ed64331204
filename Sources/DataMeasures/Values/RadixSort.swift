/// Least significant digit first, a byte a pass, 8 passes at most; a byte that all keys share costs none.
enum RadixSort {
    /// Fewer are sorted by comparison.
    private static let fewest = 256

    /// - Complexity: O(*n*).
    static func sort(_ keys: inout [UInt64]) {
        guard keys.count > fewest else {
            keys.sort()
            return
        }
        sortByPasses(&keys) { $0 }
    }

    /// The numbers in rising order, both zeros as 0.
    ///
    /// - Parameter numbers: none is not-a-number.
    /// - Complexity: O(*n*).
    static func sorted(_ numbers: [Double]) -> [Double] {
        var keys = numbers.map(SortKey.of)
        sort(&keys)
        return keys.map(SortKey.real)
    }

    /// The places of the keys in rising order, of equal ones in that of their places.
    ///
    /// - Complexity: O(*n*).
    static func order(_ keys: [UInt64]) -> [Int32] {
        var entries = keys.enumerated().map { Entry(key: $1, place: Int32($0)) }
        if entries.count > fewest {
            sortByPasses(&entries) { $0.key }
        } else {
            entries.sort { ($0.key, $0.place) < ($1.key, $1.place) }
        }
        return entries.map(\.place)
    }

    /// Sorts by keys; what has equal ones stays in its order.
    ///
    /// - Complexity: O(*n*).
    static func sort<Element>(_ elements: inout [Element], by key: (Element) -> UInt64) {
        if elements.count > 1 { sortByPasses(&elements, key: key) }
    }

    private struct Entry {
        let key: UInt64
        let place: Int32
    }

    @inline(__always)
    private static func sortByPasses<Element>(_ elements: inout [Element], key: (Element) -> UInt64) {
        let count = elements.count
        var histograms = [Int](repeating: 0, count: 8 * 256)
        var target = elements
        histograms.withUnsafeMutableBufferPointer { histograms in
            for element in elements {
                let key = key(element)
                for byte in 0..<8 {
                    histograms[byte << 8 | Int(truncatingIfNeeded: key >> (UInt64(byte) * 8)) & 255] += 1
                }
            }
            for byte in 0..<8 {
                let shift = UInt64(byte) * 8
                let base = byte << 8
                if histograms[base | Int(truncatingIfNeeded: key(elements[0]) >> shift) & 255] == count { continue }
                var sum = 0
                for digit in base..<base + 256 {
                    let size = histograms[digit]
                    histograms[digit] = sum
                    sum += size
                }
                elements.withUnsafeBufferPointer { source in
                    target.withUnsafeMutableBufferPointer { target in
                        for element in source {
                            let digit = base | Int(truncatingIfNeeded: key(element) >> shift) & 255
                            target[histograms[digit]] = element
                            histograms[digit] += 1
                        }
                    }
                }
                swap(&elements, &target)
            }
        }
    }
}
