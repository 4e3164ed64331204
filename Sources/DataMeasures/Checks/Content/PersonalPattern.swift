internal import Glibc

/// A kind of personal data, and how it is found among bytes.
enum PersonalPattern: String, CaseIterable, Sendable {
    case email, phone, iban, card, ip
    case nationalID = "national_id"

    var words: String {
        switch self {
        case .email: "e-mail addresses"
        case .phone: "phone numbers"
        case .iban: "IBANs"
        case .card: "card numbers"
        case .ip: "IP addresses"
        case .nationalID: "national identifiers"
        }
    }

    /// Its check digits were verified, and it is worth money or stands for a person for life.
    var isChecked: Bool { self == .iban || self == .card || self == .nationalID }

    /// All that are in a text, in order, none within another.
    static func find(in text: UnsafeRawBufferPointer) -> [(kind: PersonalPattern, range: Range<Int>)] {
        var found: [(kind: PersonalPattern, range: Range<Int>)] = []
        var position = 0
        while position < text.count {
            let byte = text[position]
            if byte == UInt8(ascii: "@"), let range = email(text, position) {
                while let last = found.last, last.range.upperBound > range.lowerBound { found.removeLast() }
                found.append((.email, range))
                position = range.upperBound
                continue
            }
            let startsWord = position == 0 || !isWord(text[position - 1])
            guard startsWord, isWord(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "(") else {
                position += 1
                continue
            }
            if let hit = number(text, position) {
                found.append(hit)
                position = hit.range.upperBound
            } else {
                // The end of a long number is no number of its own.
                let run = DigitRun(text, position)
                position = run.digits.count > DigitRun.longestPhone ? run.end : position + 1
            }
        }
        return found
    }

    /// The first and last characters, with the rest hidden.
    static func masked(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        let text = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        guard text.count > 4 else { return "***" }
        return "\(text[0])***\(text[text.count - 1]) (\(text.count) characters)"
    }

    private static func email(_ text: UnsafeRawBufferPointer, _ at: Int) -> Range<Int>? {
        var start = at
        while start > 0, isWord(text[start - 1]) || "._%+-".utf8.contains(text[start - 1]) { start -= 1 }
        while start < at, text[start] == UInt8(ascii: ".") { start += 1 }
        var end = at + 1
        var lastDot = -1
        while end < text.count, isWord(text[end]) || text[end] == UInt8(ascii: "-") || text[end] == UInt8(ascii: ".") {
            if text[end] == UInt8(ascii: ".") {
                guard end > at + 1, text[end - 1] != UInt8(ascii: ".") else { break }
                lastDot = end
            }
            end += 1
        }
        if lastDot == end - 1 {
            end -= 1
            lastDot = (at..<end).last { text[$0] == UInt8(ascii: ".") } ?? -1
        }
        guard start < at, lastDot > 0, end - lastDot > 2, text[(lastDot + 1)..<end].allSatisfy({ $0 >= 0x41 }) else {
            return nil
        }
        return start..<end
    }

    /// What starts here with a digit, a sign or the letters of an IBAN or identifier.
    private static func number(
        _ text: UnsafeRawBufferPointer, _ start: Int
    ) -> (kind: PersonalPattern, range: Range<Int>)? {
        if let end = IdentityNumber.iban(text, start) { return (.iban, start..<end) }
        if let end = IdentityNumber.nationalID(text, start) { return (.nationalID, start..<end) }
        if let end = NetworkAddress.find(text, start) { return (.ip, start..<end) }
        let run = DigitRun(text, start)
        if run.isCard { return (.card, start..<run.end) }
        if run.isPhone { return (.phone, start..<run.end) }
        return nil
    }

    static func isWord(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") || byte >= 0x80
    }
}

/// Digits with what people put between them.
struct DigitRun {
    static let longestPhone = 15

    private(set) var digits: [UInt8] = []
    /// The length of each run of digits, and the signs between them.
    private var groups: [Int] = []
    private var marks: [UInt8] = []
    private let hasPlus: Bool
    private let hasBracket: Bool
    private(set) var end: Int

    init(_ text: UnsafeRawBufferPointer, _ start: Int) {
        hasPlus = text[start] == UInt8(ascii: "+")
        hasBracket = text[start] == UInt8(ascii: "(")
        var position = hasPlus || hasBracket ? start + 1 : start
        end = start
        var group = 0
        while position < text.count {
            let byte = text[position]
            if byte &- 0x30 < 10 {
                digits.append(byte - 0x30)
                group += 1
                position += 1
                end = position
                continue
            }
            guard group > 0 else { break }
            groups.append(group)
            group = 0
            let markStart = position
            while position < text.count, " -.()/".utf8.contains(text[position]), position - markStart < 2 {
                position += 1
            }
            guard position > markStart, position < text.count, text[position] &- 0x30 < 10 else { break }
            marks.append(text[markStart])
        }
        if group > 0 { groups.append(group) }
        if end < text.count, PersonalPattern.isWord(text[end]) { digits = [] }
    }

    /// 13 to 19 digits of a card network, with Luhn's check digit, in one piece or in groups.
    var isCard: Bool {
        guard (13...19).contains(digits.count), !hasPlus, !hasBracket, (2...6).contains(digits[0]),
            marks.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }),
            groups.count == 1 || groups.allSatisfy({ (3...7).contains($0) }), Set(digits).count > 1
        else { return false }
        return CheckDigits.luhn(digits)
    }

    /// International with a plus, North American in 3-3-4, or with a leading zero, 10 or 11 digits and separators.
    var isPhone: Bool {
        guard groups.allSatisfy({ $0 > 0 }) else { return false }
        if hasPlus { return (8...Self.longestPhone).contains(digits.count) && (digits.first ?? 0) > 0 }
        if groups == [3, 3, 4] { return digits[0] > 1 }
        return (10...11).contains(digits.count) && digits[0] == 0 && groups.count > 1 && groups.allSatisfy { $0 > 1 }
            && !marks.contains(UInt8(ascii: "."))
    }
}

/// Addresses of machines on the Internet, but for those of private networks.
enum NetworkAddress {
    static func find(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int? {
        var end = start
        var (dots, colons) = (0, 0)
        while end < text.count, end - start < 40 {
            let byte = text[end]
            if byte == UInt8(ascii: ".") {
                dots += 1
            } else if byte == UInt8(ascii: ":") {
                colons += 1
            } else if !(byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6) {
                break
            }
            end += 1
        }
        while end > start, text[end - 1] == UInt8(ascii: ".") {
            end -= 1
            dots -= 1
        }
        guard dots == 3 && colons == 0 || colons >= 3 && dots == 0,
            end == text.count || !PersonalPattern.isWord(text[end])
        else { return nil }
        var address = in6_addr()
        let name = String(decoding: text[start..<end], as: UTF8.self)
        guard inet_pton(colons > 0 ? AF_INET6 : AF_INET, name, &address) == 1 else { return nil }
        if colons > 0 { return end }
        let parts = name.split(separator: ".").compactMap { Int($0) }
        let isPrivate =
            [0, 10, 127].contains(parts[0]) || parts[0] >= 224 || parts[0] == 192 && parts[1] == 168
            || parts[0] == 172 && (16...31).contains(parts[1])
        // Four small numbers are a version more often than an address.
        return isPrivate || parts.allSatisfy { $0 < 20 } ? nil : end
    }
}
