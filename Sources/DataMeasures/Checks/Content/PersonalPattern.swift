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

    /// All that are in a text, in order, none within another; and of the kinds with a form that can be wrong, how many have
    /// the form and how many are right.
    ///
    /// - Complexity: O(*n*).
    static func find(
        in text: UnsafeRawBufferPointer
    ) -> (hits: [(kind: PersonalPattern, range: Range<Int>)], tallies: [PersonalPattern: FormTally]) {
        // Columns of dates are common and have many values.
        guard mayHaveAny(text), !ISODate.isWhole(text) else { return ([], [:]) }
        var found: [(kind: PersonalPattern, range: Range<Int>)] = []
        var tallies: [PersonalPattern: FormTally] = [:]
        var position = 0
        // The end of a long number is no phone number of its own.
        var phonesFrom = 0
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
            if let identity = IdentityNumber.find(text, position, &tallies) {
                found.append((identity.kind, position..<identity.end))
                position = identity.end
            } else if let end = NetworkAddress.find(text, position) {
                found.append((.ip, position..<end))
                position = end
            } else if !DigitRun.mayMatter(text, position) {
                position += 1
            } else {
                let run = DigitRun(text, position)
                let isPart = isPart(text, position)
                let card = isPart ? nil : card(run, &tallies)
                if let card {
                    found.append((.card, position..<card))
                    position = card
                } else if position >= phonesFrom, !isPart, run.isPhone {
                    found.append((.phone, position..<run.end))
                    position = run.end
                } else if let end = run.longFirstGroup {
                    phonesFrom = max(phonesFrom, run.end)
                    position = end
                } else if run.isLong {
                    position = DigitRun.end(text, from: run.end)
                } else {
                    if run.digits.count > DigitRun.longestPhone { phonesFrom = max(phonesFrom, run.end) }
                    position += 1
                }
            }
        }
        return (found, tallies)
    }

    /// Whether there is what all kinds have one of: a digit, an at sign or, in addresses of letters, three colons.
    private static func mayHaveAny(_ text: UnsafeRawBufferPointer) -> Bool {
        var (marks, colons) = (0, 0)
        for byte in text {
            marks &+= byte &- 0x30 < 10 || byte == UInt8(ascii: "@") ? 1 : 0
            colons &+= byte == UInt8(ascii: ":") ? 1 : 0
        }
        return marks > 0 || colons > 2
    }

    /// The end of a card number that the run starts with. One in ten numbers of its form has Luhn's check digit right.
    private static func card(_ run: DigitRun, _ tallies: inout [PersonalPattern: FormTally]) -> Int? {
        let cards = run.cards
        guard !cards.isEmpty else { return nil }
        let right = cards.first { CheckDigits.luhn($0.digits) }
        let wrong = cards.reduce(1.0) { share, _ in share * 0.9 }
        tallies[.card, default: FormTally()].add(isRight: right != nil, chance: 1 - wrong)
        return right?.end
    }

    /// Whether a sign makes digits part of the number before, as decimals and years are.
    private static func isPart(_ text: UnsafeRawBufferPointer, _ start: Int) -> Bool {
        start > 1 && "-./(".utf8.contains(text[start - 1]) && text[start - 2] &- 0x30 < 10
    }

    /// A text in which all that is found is masked.
    static func masking(_ text: String) -> String {
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBytes { bytes in
            let hits = find(in: bytes).hits
            guard !hits.isEmpty else { return text }
            var masked = ""
            var position = 0
            for hit in hits {
                masked += String(decoding: bytes[position..<hit.range.lowerBound], as: UTF8.self)
                masked += Self.masked(bytes[hit.range])
                position = hit.range.upperBound
            }
            return masked + String(decoding: bytes[position...], as: UTF8.self)
        }
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

    static func isWord(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") || byte >= 0x80
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
