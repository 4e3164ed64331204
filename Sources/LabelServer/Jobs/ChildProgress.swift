import Foundation

/// Reads how far a child is from the lines `progress 0.25` that it writes to its error stream, which goes to a file.
struct ChildProgress: Sendable {
    private static let pause: Duration = .milliseconds(500)
    private static let longestRead = 1 << 16

    let path: String

    /// Tells of each new share until the task is cancelled.
    func follow(_ report: @Sendable (Double) -> Void) async {
        var offset: UInt64 = 0
        while true {
            do { try await Task.sleep(for: Self.pause) } catch { return }
            guard let (text, end) = try? await blocking({ [offset] in try read(from: offset) }) else { continue }
            offset = end
            if let share = Self.lastShare(in: text) { report(share) }
        }
    }

    /// Whole lines alone, from the last part of what is new.
    private func read(from offset: UInt64) throws -> (String, UInt64) {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        let size = try file.seekToEnd()
        let start = max(offset, size > UInt64(Self.longestRead) ? size - UInt64(Self.longestRead) : 0)
        try file.seek(toOffset: start)
        let bytes = try file.readToEnd() ?? Data()
        guard let last = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return ("", start) }
        let whole = bytes[...last]
        return (String(decoding: whole, as: UTF8.self), start + UInt64(whole.count))
    }

    static func lastShare(in text: String) -> Double? {
        for line in text.split(separator: "\n").reversed() where line.hasPrefix("progress ") {
            guard let share = Double(line.dropFirst("progress ".count)), (0...1).contains(share) else { continue }
            return share
        }
        return nil
    }
}
