/// Numbers that stand for an account or a person, known by their form and check digits.
enum IdentityNumber {
    /// Lengths of IBANs by country (the registry of ISO 13616).
    private static let lengths: [String: Int] = [
        "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "CH": 21,
        "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18,
        "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23,
        "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27,
        "MD": 24, "ME": 22, "MK": 19, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PT": 25, "QA": 29,
        "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29, "XK": 20,
    ]

    /// The IBAN or national identifier that starts here, and where it ends. What has the form of one is counted, right or
    /// wrong.
    static func find(
        _ text: UnsafeRawBufferPointer, _ start: Int, _ tallies: inout [PersonalPattern: FormTally]
    ) -> (kind: PersonalPattern, end: Int)? {
        if let iban = iban(text, start) {
            tallies[.iban, default: FormTally()].add(isRight: iban.isRight, chance: 1.0 / 97)
            if iban.isRight { return (.iban, iban.end) }
        }
        let first = text[start]
        guard first &- 0x30 < 10 || first &- 0x41 < 26 else { return nil }
        let isDigit = first < 0x41
        for form in forms where form.startsWithDigit == isDigit {
            guard let (value, end) = form.match(text, start), ends(text, end) else { continue }
            let isRight = form.isValid(value)
            tallies[.nationalID, default: FormTally()].add(isRight: isRight, chance: form.chance)
            if isRight { return (.nationalID, end) }
        }
        return nil
    }

    /// Where what has the length of a country's IBANs ends, and whether its check digits are right; it may have single spaces
    /// between its groups.
    private static func iban(_ text: UnsafeRawBufferPointer, _ start: Int) -> (end: Int, isRight: Bool)? {
        guard start + 15 <= text.count, text[start] &- 0x41 < 26, text[start + 1] &- 0x41 < 26,
            text[start + 2] &- 0x30 < 10, text[start + 3] &- 0x30 < 10,
            let length = lengths[String(decoding: text[start..<start + 2], as: UTF8.self)]
        else { return nil }
        var characters: [UInt8] = []
        var position = start
        while position < text.count, characters.count < length {
            let byte = text[position]
            if byte &- 0x30 < 10 || byte &- 0x41 < 26 {
                characters.append(byte)
            } else if byte != 0x20 || text[position - 1] == 0x20 {
                return nil
            }
            position += 1
        }
        guard characters.count == length, ends(text, position) else { return nil }
        return (position, CheckDigits.remainder97(Array(characters[4...] + characters[..<4])) == 1)
    }

    private static func ends(_ text: UnsafeRawBufferPointer, _ end: Int) -> Bool {
        end == text.count || !PersonalPattern.isWord(text[end])
    }

    /// A pattern in which 9 is a digit, A a capital and * either; a space may be there or not; anything else is itself.
    private struct Form: Sendable {
        let pattern: [UInt8]
        /// The share of random digits and letters of this pattern that are valid, about; nil where no check digits tell.
        let chance: Double?
        let isValid: @Sendable ([UInt8]) -> Bool
        /// Else with a capital.
        let startsWithDigit: Bool

        init(_ pattern: String, chance: Double?, _ isValid: @escaping @Sendable ([UInt8]) -> Bool) {
            self.pattern = Array(pattern.utf8)
            startsWithDigit = self.pattern[0] == UInt8(ascii: "9")
            self.chance = chance
            self.isValid = isValid
        }

        /// The digits and letters, and where they end.
        func match(_ text: UnsafeRawBufferPointer, _ start: Int) -> (value: [UInt8], end: Int)? {
            guard let end = end(text, start) else { return nil }
            return (text[start..<end].filter { $0 &- 0x30 < 10 || $0 &- 0x41 < 26 }, end)
        }

        private func end(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int? {
            var position = start
            for expected in pattern {
                let byte = position < text.count ? text[position] : 0
                let isDigit = byte &- 0x30 < 10
                let isCapital = byte &- 0x41 < 26
                switch expected {
                case UInt8(ascii: "9"): if !isDigit { return nil }
                case UInt8(ascii: "A"): if !isCapital { return nil }
                case UInt8(ascii: "*"): if !isDigit && !isCapital { return nil }
                case 0x20: if byte != 0x20 { continue }
                default: if byte != expected { return nil }
                }
                position += 1
            }
            return position
        }
    }

    /// Those of the US (SSN) and Britain (NINO), which have no check digits, of France (NIR), Spain (DNI, NIE), Italy (codice
    /// fiscale), Brazil (CPF), Russia (SNILS).
    private static let forms = [
        Form("999-99-9999", chance: nil) { digits in
            let (area, group, serial) = (number(digits[..<3]), number(digits[3..<5]), number(digits[5...]))
            return area > 0 && area != 666 && area < 900 && group > 0 && serial > 0
        },
        Form("AA 99 99 99 A", chance: nil) { value in
            !"DFIQUV".utf8.contains(value[0]) && !"DFIOQUV".utf8.contains(value[1]) && "ABCD".utf8.contains(value[8])
                && !["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].contains(String(decoding: value[..<2], as: UTF8.self))
        },
        Form("9 99 99 ** 999 999 99", chance: 0.2 / 97) { value in
            guard value[0] == UInt8(ascii: "1") || value[0] == UInt8(ascii: "2"), value[7...].allSatisfy({ $0 < 0x41 })
            else { return false }
            let month = number(value[3..<5])
            let corsica = value[6] == UInt8(ascii: "A") ? 19 : value[6] == UInt8(ascii: "B") ? 18 : nil
            guard value[5] < 0x41, value[6] < 0x41 || corsica != nil, month > 0, month < 13 || month >= 20 else {
                return false
            }
            let department = corsica ?? number(value[5..<7])
            let body = (number(value[..<5]) * 100 + department) * 1_000_000 + number(value[7..<13])
            return 97 - body % 97 == number(value[13...])
        },
        Form("99999999A", chance: 1.0 / 26) { value in letter(number(value[..<8])) == value[8] },
        Form("A9999999A", chance: 3.0 / 26 / 26) { value in
            guard let lead = "XYZ".utf8.firstIndex(of: value[0]) else { return false }
            let first = "XYZ".utf8.distance(from: "XYZ".utf8.startIndex, to: lead)
            return letter(first * 10_000_000 + number(value[1..<8])) == value[8]
        },
        Form("AAAAAA99A99A999A", chance: 1.0 / 26) { value in CheckDigits.codiceFiscale(value) },
        Form("999.999.999-99", chance: 0.01) { value in CheckDigits.cpf(value.map { $0 - 0x30 }) },
        Form("999-999-999 99", chance: 0.01) { value in
            let digits = value.map { Int($0) - 0x30 }
            let sum = (0..<9).reduce(0) { $0 + digits[$1] * (9 - $1) } % 101 % 100
            return Set(digits).count > 1 && sum == digits[9] * 10 + digits[10]
        },
    ]

    private static func number(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1) - 0x30 } }

    /// The check letter of Spanish identifiers.
    private static func letter(_ number: Int) -> UInt8 { Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)[number % 23] }
}

/// Check digits.
enum CheckDigits {
    static func luhn(_ digits: ArraySlice<UInt8>) -> Bool {
        let sum = digits.reversed().enumerated().reduce(0) { sum, entry in
            let value = Int(entry.element) * (entry.offset % 2 == 1 ? 2 : 1)
            return sum + (value > 9 ? value - 9 : value)
        }
        return sum % 10 == 0
    }

    /// Letters count from 10 for A.
    static func remainder97(_ characters: [UInt8]) -> Int {
        characters.reduce(0) { rest, byte in
            byte < 0x41 ? (rest * 10 + Int(byte) - 0x30) % 97 : (rest * 100 + Int(byte) - 0x41 + 10) % 97
        }
    }

    static func cpf(_ digits: [UInt8]) -> Bool {
        func check(_ count: Int) -> Int {
            let rest = (0..<count).reduce(0) { $0 + Int(digits[$1]) * (count + 1 - $1) } * 10 % 11
            return rest == 10 ? 0 : rest
        }
        return Set(digits).count > 1 && check(9) == Int(digits[9]) && check(10) == Int(digits[10])
    }

    /// Characters on odd places, from the first, count by this table, those on even places by their value.
    private static let odd = [
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
    ]

    static func codiceFiscale(_ characters: [UInt8]) -> Bool {
        let sum = characters.prefix(15).enumerated().reduce(0) { sum, entry in
            let value = Int(entry.element) - (entry.element < 0x41 ? 0x30 : 0x41)
            return sum + (entry.offset % 2 == 0 ? odd[value] : value)
        }
        return UInt8(0x41 + sum % 26) == characters[15]
    }
}
