internal import Consensus

/// Figures in words, the same in every locale.
enum Wording {
    /// `12,345`
    static func count(_ value: Int) -> String {
        let digits = Array(String(value.magnitude).utf8)
        var text: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(UInt8(ascii: ",")) }
            text.append(digit)
        }
        return (value < 0 ? "-" : "") + String(decoding: text, as: UTF8.self)
    }

    /// `1 row`, `2 rows`
    static func count(_ value: Int, _ noun: String) -> String { "\(count(value)) \(noun)\(value == 1 ? "" : "s")" }

    /// What a summary says where not all there is was looked at; nothing where it was.
    static func sample(_ taken: Int, of all: Int, _ noun: String) -> String {
        taken < all ? " (a sample of \(count(taken)) of \(count(all, noun)))" : ""
    }

    /// The same where it is the first ones that were looked at.
    static func first(_ taken: Int, of all: Int, _ noun: String) -> String {
        taken < all ? "; only the first \(count(taken)) of \(count(all, noun)) were compared" : ""
    }

    /// With a fixed number of decimals; a dash for what is no number.
    static func decimal(_ value: Double, _ places: Int = 3) -> String {
        guard !value.isNaN else { return "–" }
        guard value.isFinite else { return value < 0 ? "-∞" : "∞" }
        guard value.magnitude < 1e12 else { return "\(value)" }
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = Int((value.magnitude * scale).rounded())
        let whole = scaled / Int(scale)
        let rest = String(scaled % Int(scale))
        let fraction = String(repeating: "0", count: max(0, places - rest.count)) + rest
        return (value < 0 && scaled > 0 ? "-" : "") + count(whole) + (places > 0 ? "." + fraction : "")
    }

    static func decimal(_ value: Double?, _ places: Int = 3) -> String {
        value.map { decimal($0, places) } ?? "–"
    }

    /// A p-value: `0.0312`, `< 0.0001`.
    static func likelihood(_ value: Double?) -> String {
        guard let value, value < 0.0001 else { return decimal(value, 4) }
        return "< 0.0001"
    }

    /// `7.9 %`
    static func percent(_ part: Int, of whole: Int) -> String {
        whole == 0 ? "–" : decimal(Double(part) / Double(whole) * 100, 1) + " %"
    }
}

/// The 95 % interval of a proportion (Wilson 1927).
enum WilsonInterval {
    static func of(_ part: Int, in whole: Int) -> ReportValue {
        ProportionInterval(successes: Double(part), trials: whole).map { [.number($0.low), .number($0.high)] } ?? .null
    }
}
