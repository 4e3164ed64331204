import Foundation
import Synchronization

/// A percentage on the terminal's error stream, redrawn in place; silent when that is no terminal.
final class ProgressLine: Sendable {
    private let enabled: Bool
    private let shown = Mutex(-1)

    init(enabled: Bool) {
        self.enabled = enabled && isatty(STDERR_FILENO) == 1
    }

    @Sendable func show(_ share: Double) {
        guard enabled else { return }
        let percent = Int(share * 100)
        shown.withLock { last in
            guard percent > last else { return }
            last = percent
            FileHandle.standardError.write(Data("\r\(percent) %".utf8))
        }
    }

    func clear() {
        guard enabled, shown.withLock({ $0 }) >= 0 else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
