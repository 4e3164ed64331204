import Foundation
import Synchronization

/// How far a command is, in whole percents on the error stream.
final class ProgressLine: Sendable {
    enum Style {
        case none
        /// Redrawn in place; silent when the error stream is no terminal.
        case inPlace
        /// A line such as `progress 0.25` each, for programs.
        case lines
    }

    private let style: Style
    private let shown = Mutex(-1)

    init(_ style: Style) {
        self.style = style == .inPlace && isatty(STDERR_FILENO) != 1 ? .none : style
    }

    /// - Parameter share: from 0 to 1.
    @Sendable func show(_ share: Double) {
        guard style != .none else { return }
        let percent = Int(share * 100)
        shown.withLock { last in
            guard percent > last else { return }
            last = percent
            let text = style == .lines ? "progress \(Double(percent) / 100)\n" : "\r\(percent) %"
            FileHandle.standardError.write(Data(text.utf8))
        }
    }

    /// Counts from 0 again, for the next piece of work.
    func begin() { shown.withLock { $0 = -1 } }

    func clear() {
        guard style == .inPlace, shown.withLock({ $0 }) >= 0 else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
