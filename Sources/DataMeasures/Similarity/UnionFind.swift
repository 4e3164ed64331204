/// Sets that are joined two at a time (Tarjan 1975), each known by its least element.
struct UnionFind {
    private var parents: [Int32]

    init(count: Int) { parents = Array(0..<Int32(count)) }

    mutating func find(_ element: Int32) -> Int32 {
        var root = element
        while parents[Int(root)] != root {
            parents[Int(root)] = parents[Int(parents[Int(root)])]
            root = parents[Int(root)]
        }
        return root
    }

    mutating func join(_ a: Int32, _ b: Int32) {
        let (a, b) = (find(a), find(b))
        if a != b { parents[Int(max(a, b))] = min(a, b) }
    }
}
