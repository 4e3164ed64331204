enum RadixSort {
    /// Sorts in 8 passes at most; a byte that all keys share costs none.
    ///
    /// - Complexity: O(*n*).
    static func sort(_ keys: inout [UInt64]) {
        let count = keys.count
        guard count > 256 else {
            keys.sort()
            return
        }
        var histograms = [Int](repeating: 0, count: 8 * 256)
        for key in keys {
            for byte in 0..<8 { histograms[byte << 8 | Int(truncatingIfNeeded: key >> (UInt64(byte) * 8)) & 255] += 1 }
        }
        var source = keys
        var target = [UInt64](repeating: 0, count: count)
        for byte in 0..<8 {
            let shift = UInt64(byte) * 8
            let base = byte << 8
            if histograms[base | Int(truncatingIfNeeded: source[0] >> shift) & 255] == count { continue }
            var sum = 0
            for digit in base..<base + 256 {
                let size = histograms[digit]
                histograms[digit] = sum
                sum += size
            }
            source.withUnsafeBufferPointer { source in
                target.withUnsafeMutableBufferPointer { target in
                    histograms.withUnsafeMutableBufferPointer { next in
                        for key in source {
                            let digit = base | Int(truncatingIfNeeded: key >> shift) & 255
                            target[next[digit]] = key
                            next[digit] += 1
                        }
                    }
                }
            }
            swap(&source, &target)
        }
        keys = source
    }
}
