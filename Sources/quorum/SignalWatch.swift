import Dispatch
import Glibc
import Synchronization

/// Turns signals into a call, so that work ends in order and removes what it had begun.
final class SignalWatch {
    private final class FirstSignal: Sendable {
        let number = Mutex<Int32?>(nil)
    }

    private let sources: [any DispatchSourceSignal]
    private let first = FirstSignal()

    init(_ signals: [Int32], onSignal: @escaping @Sendable () -> Void) {
        sources = signals.map { [first] number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                first.number.withLock { $0 = $0 ?? number }
                onSignal()
            }
            source.resume()
            return source
        }
    }

    /// The first signal that came.
    var received: Int32? { first.number.withLock { $0 } }

    func stop() {
        for source in sources { source.cancel() }
    }
}
