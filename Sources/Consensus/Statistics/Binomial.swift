internal import Glibc
internal import QuorumCore

extension SeededNumbers {
    /// How many of so many trials succeed, each with the same probability; exact, in a time that does not grow with them.
    mutating func binomial(_ trials: Int, _ probability: Double) -> Int {
        guard trials > 0, probability > 0 else { return 0 }
        guard probability < 1 else { return trials }
        guard probability <= 0.5 else { return trials - binomial(trials, 1 - probability) }
        return Double(trials) * probability < 10 ? byWaiting(trials, probability) : byRejection(trials, probability)
    }

    /// From success to success, whose distances are geometric.
    private mutating func byWaiting(_ trials: Int, _ probability: Double) -> Int {
        let scale = log1p(-probability)
        var (successes, place) = (0, 0.0)
        while true {
            place += (log(1 - unit()) / scale).rounded(.down) + 1
            guard place <= Double(trials) else { return successes }
            successes += 1
        }
    }

    /// Transformed rejection with squeeze (BTRS: Hörmann 1993), for ten expected successes or more.
    private mutating func byRejection(_ trials: Int, _ probability: Double) -> Int {
        let count = Double(trials)
        let odds = probability / (1 - probability)
        let spread = (count * probability * (1 - probability)).squareRoot()
        let b = 1.15 + 2.53 * spread
        let a = -0.0873 + 0.0248 * b + 0.01 * probability
        let centre = count * probability + 0.5
        let squeeze = 0.92 - 4.2 / b
        let alpha = (2.83 + 5.1 / b) * spread
        let mode = ((count + 1) * probability).rounded(.down)
        while true {
            let u = unit() - 0.5
            let v = unit()
            let us = 0.5 - abs(u)
            let k = ((2 * a / us + b) * u + centre).rounded(.down)
            guard k >= 0, k <= count else { continue }
            if us >= 0.07, v <= squeeze { return Int(k) }
            let height = log(v * alpha / (a / (us * us) + b))
            let bound =
                (mode + 0.5) * log((mode + 1) / (odds * (count - mode + 1)))
                + (count + 1) * log((count - mode + 1) / (count - k + 1))
                + (k + 0.5) * log(odds * (count - k + 1) / (k + 1))
                + Self.tail(mode) + Self.tail(count - mode) - Self.tail(k) - Self.tail(count - k)
            if height <= bound { return Int(k) }
        }
    }

    /// What Stirling's formula lacks of log(k!).
    private static func tail(_ k: Double) -> Double {
        let table = [
            0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.0207906721037650, 0.0166446911898211,
            0.0138761288230707, 0.0118967099458917, 0.0104112652619720, 0.0092554621827127, 0.0083305634333631,
        ]
        if k < 10 { return table[Int(k)] }
        let next = k + 1
        return (1 / 12.0 - (1 / 360.0 - 1 / 1260.0 / (next * next)) / (next * next)) / next
    }
}
