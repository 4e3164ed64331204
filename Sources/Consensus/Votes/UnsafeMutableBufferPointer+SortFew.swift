extension UnsafeMutableBufferPointer {
    /// As many elements are sorted by insertion.
    private static var mostInserted: Int { 24 }

    /// Sorts in place, equal elements as they stood; faster than `sort` where there are few.
    @inline(__always)
    func sortFew(by isLess: (Element, Element) -> Bool) {
        guard count <= Self.mostInserted else {
            var all = self
            return all.sort(by: isLess)
        }
        var place = 1
        while place < count {
            let element = self[place]
            var gap = place
            while gap > 0, isLess(element, self[gap - 1]) {
                self[gap] = self[gap - 1]
                gap -= 1
            }
            self[gap] = element
            place += 1
        }
    }
}
