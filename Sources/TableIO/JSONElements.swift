/// The elements of a file that is one JSON array, as their JSON text, one at a time.
///
/// What stands between the brackets of an element is not checked; whoever reads the element does that.
public final class JSONElements {
    private let path: String
    private let file: InputFile
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: InputFile.chunkLength, alignment: 16)
    private var position = 0
    private var filled = 0
    private var isInside = false
    private var isDone = false
    private var number = 0

    public init(_ path: String) throws(TableError) {
        self.path = path
        file = try InputFile(path)
    }

    deinit { buffer.deallocate() }

    /// The next element; nil after the last.
    public func next() throws(TableError) -> String? {
        if !isInside { try open() }
        guard !isDone else { return nil }
        var element: [UInt8] = []
        var depth = 0
        var isInString = false
        var isEscaped = false
        while let byte = try read() {
            if isInString {
                isInString = isEscaped || byte != .quote
                isEscaped = !isEscaped && byte == .backslash
            } else {
                switch byte {
                case .quote: isInString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case .comma where depth == 0: return try finish(element)
                case UInt8(ascii: "]") where depth == 0:
                    isDone = true
                    try checkEnd()
                    return element.isEmpty && number == 0 ? nil : try finish(element)
                case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                case .space, .tab, .lineFeed, .carriageReturn: if element.isEmpty { continue }
                default: break
                }
            }
            element.append(byte)
        }
        throw TableError(
            .malformed, path, "the file ends inside element \(number + 1); get a fresh copy", row: number + 1)
    }

    /// After the closing bracket there must be nothing.
    private func checkEnd() throws(TableError) {
        while let byte = try read() {
            guard [.space, .tab, .lineFeed, .carriageReturn].contains(byte) else {
                throw TableError(.malformed, path, "there is more after the end of the array; make it one array")
            }
        }
    }

    private func open() throws(TableError) {
        isInside = true
        while let byte = try read() {
            switch byte {
            case .space, .tab, .lineFeed, .carriageReturn, 0xEF, 0xBB, 0xBF: continue
            case UInt8(ascii: "["): return
            default: throw TableError(.malformed, path, "it is no JSON array; export it as JSON, a list of tasks")
            }
        }
        throw TableError(.empty, path, "the file is empty; check where it comes from")
    }

    private func finish(_ element: [UInt8]) throws(TableError) -> String {
        number += 1
        guard !element.isEmpty else {
            throw TableError(.malformed, path, "element \(number) is missing; remove a comma", row: number)
        }
        guard let text = String(validating: element, as: UTF8.self) else {
            throw TableError(.encoding, path, "element \(number) is not UTF-8; save the file as UTF-8", row: number)
        }
        return text
    }

    private func read() throws(TableError) -> UInt8? {
        if position == filled {
            filled = try file.read(into: buffer)
            position = 0
            if filled == 0 { return nil }
        }
        defer { position += 1 }
        return buffer[position]
    }
}
