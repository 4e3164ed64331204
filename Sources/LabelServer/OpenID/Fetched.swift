/// A value from elsewhere that is fetched when it is first needed and kept for a while; of many who ask at once, one
/// fetches.
actor Fetched<Value: Sendable> {
    private let life: Duration
    private let fetch: @Sendable () async throws -> Value
    private var kept: (value: Value, end: ContinuousClock.Instant)?
    private var underWay: Task<Value, any Error>?

    init(keptFor life: Duration, _ fetch: @escaping @Sendable () async throws -> Value) {
        self.life = life
        self.fetch = fetch
    }

    /// - Parameter isFresh: fetches it again, whatever is kept.
    func value(isFresh: Bool = false) async throws -> Value {
        if !isFresh, let kept, ContinuousClock.now < kept.end { return kept.value }
        if let underWay { return try await underWay.value }
        let task = Task { [fetch] in try await fetch() }
        underWay = task
        defer { underWay = nil }
        let value = try await task.value
        kept = (value, .now + life)
        return value
    }
}
