internal import CICU
internal import TableIO

/// What is counted over the texts of a column.
struct TextCounts: Sendable {
    var words = WordCounts()
    /// Of each text.
    var characterLengths: [Int] = []
    var wordLengths: [Int] = []
    var empty = 0
    /// Letters by script, by ICU's number for it.
    var scripts: [Int32: Int] = [:]

    static func count(_ text: UTF8Column, validity: [Bool], threads: Int) -> TextCounts {
        let length = (text.count + threads - 1) / threads
        let parts = parallelMap(threads, threads: threads) { part in
            let start = min(part * length, text.count)
            return TextCounts(text, validity: validity, rows: start..<min(start + length, text.count))
        }
        var all = parts[0]
        for part in parts.dropFirst() { all.merge(part) }
        return all
    }

    private init(_ text: UTF8Column, validity: [Bool], rows: Range<Int>) {
        let breaker = WordBreaker()
        var normalised: [UInt8] = []
        var latin = 0
        text.withCells { cells in
            for row in rows where validity.isEmpty || validity[row] {
                let cell = cells[row]
                let makeUp = ByteCounts(cell)
                latin += makeUp.letters
                characterLengths.append(makeUp.characters)
                guard !makeUp.isASCII else {
                    let count = words.add(cell, isASCII: true, breaker: breaker)
                    if count == 0, cell.allSatisfy({ $0 == 0x20 || $0 &- 0x09 < 5 }) { empty += 1 }
                    wordLengths.append(count)
                    continue
                }
                countScripts(cell)
                normalised.removeAll(keepingCapacity: true)
                TextNormaliser.append(cell, to: &normalised)
                if normalised.isEmpty { empty += 1 }
                wordLengths.append(normalised.withUnsafeBytes { words.add($0, isASCII: false, breaker: breaker) })
            }
        }
        if latin > 0 { scripts[icu_script(0x61), default: 0] += latin }
    }

    /// What is told by single bytes of UTF-8.
    private struct ByteCounts {
        var characters = 0
        /// Of ASCII.
        var letters = 0
        var isASCII: Bool

        init(_ text: UnsafeRawBufferPointer) {
            var high: UInt8 = 0
            for byte in text {
                characters &+= byte & 0xC0 != 0x80 ? 1 : 0
                letters &+= (byte | 0x20) &- 0x61 < 26 ? 1 : 0
                high |= byte
            }
            isASCII = high < 0x80
        }
    }

    private mutating func merge(_ other: TextCounts) {
        words.merge(other.words)
        characterLengths += other.characterLengths
        wordLengths += other.wordLengths
        empty += other.empty
        scripts.merge(other.scripts, uniquingKeysWith: +)
    }

    /// Scripts of the letters beyond ASCII.
    private mutating func countScripts(_ text: UnsafeRawBufferPointer) {
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars
        where scalar.value >= 0x80 && scalar.properties.isAlphabetic {
            let script = icu_script(scalar.value)
            if script > 1 { scripts[script, default: 0] += 1 }
        }
    }

    /// Scripts by name with their letters, the most common first.
    var namedScripts: [(name: String, count: Int)] {
        scripts.map { (name: icu_script_name($0.key).map { String(cString: $0) } ?? "Unknown", count: $0.value) }
            .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    }
}
