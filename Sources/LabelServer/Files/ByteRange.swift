/// Which bytes of a file a request asks for (RFC 9110, section 14).
enum ByteRange: Equatable, Sendable {
    case whole
    case part(ClosedRange<Int>)
    /// It asks for bytes the file does not have.
    case unsatisfiable

    /// Several ranges at once, other units and what is malformed are answered with the whole file.
    ///
    /// - Parameter header: of the form `bytes=0-99`, `bytes=100-` or `bytes=-500`, the last 500.
    init(_ header: String?, size: Int) {
        self = .whole
        guard let header, header.hasPrefix("bytes=") else { return }
        let bounds = header.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
        guard bounds.count == 2, bounds.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return }
        switch (Int(bounds[0]), Int(bounds[1])) {
        case (nil, let last?) where bounds[0].isEmpty:
            self = last > 0 && size > 0 ? .part(max(0, size - last)...size - 1) : .unsatisfiable
        case (let first?, nil) where bounds[1].isEmpty:
            self = first < size ? .part(first...size - 1) : .unsatisfiable
        case (let first?, let last?) where first <= last:
            self = first < size ? .part(first...min(last, size - 1)) : .unsatisfiable
        default: break
        }
    }
}
