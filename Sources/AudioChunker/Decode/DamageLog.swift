/// Damaged places of a stream; the first hundred are kept in words, all are counted.
struct DamageLog: Sendable {
    private struct Place: Sendable {
        let start: Double
        var end: Double
        let message: String

        var text: String {
            let (from, to) = ((start * 1000).rounded() / 1000, (end * 1000).rounded() / 1000)
            return to > from ? "from \(from) s to \(to) s: \(message)" : "at \(from) s: \(message)"
        }
    }

    private(set) var count = 0
    private var places: [Place] = []
    private var open = 0

    var messages: [String] {
        places.map(\.text) + (count > places.count ? ["and \(count - places.count) more"] : [])
    }

    mutating func add(seconds: Double, _ message: String) {
        count += 1
        guard places.count < 100 else { return }
        places.append(Place(start: seconds, end: seconds, message: message))
        open += 1
    }

    /// Notes that sound goes on at `seconds`.
    ///
    /// - Returns: whether there was damage just before.
    mutating func end(seconds: Double) -> Bool {
        defer { open = 0 }
        for index in places.indices.suffix(open) { places[index].end = max(places[index].start, seconds) }
        return open > 0
    }
}
