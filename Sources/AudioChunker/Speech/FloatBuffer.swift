/// Memory for floats that is made once and used again; 0 at first.
struct FloatBuffer: ~Copyable {
    let start: UnsafeMutablePointer<Float>
    let count: Int

    init(_ count: Int) {
        start = .allocate(capacity: count)
        start.initialize(repeating: 0, count: count)
        self.count = count
    }

    deinit { start.deallocate() }

    /// Eight floats at once.
    subscript(vector index: Int) -> SIMD8<Float> {
        get { UnsafeRawPointer(start + index).loadUnaligned(as: SIMD8<Float>.self) }
        nonmutating set { UnsafeMutableRawPointer(start + index).storeBytes(of: newValue, as: SIMD8<Float>.self) }
    }
}
