import Foundation

/// `quorum serve` as a process of its own.
final class ServeProcess {
    private let process = Process()
    private let output = Pipe()
    private let errors = Pipe()

    init(data: String, port: Int = 0, more: [String] = []) throws {
        process.executableURL = URL(fileURLWithPath: TestServer.executable)
        process.arguments = ["serve", "--data", data, "--port", "\(port)"] + more
        process.standardOutput = output
        process.standardError = errors
        try process.run()
    }

    /// Waits for the line that says where it is.
    func port() throws -> Int {
        var text = ""
        while !text.contains("\n") {
            let part = output.fileHandleForReading.availableData
            if part.isEmpty { break }
            text += String(decoding: part, as: UTF8.self)
        }
        printed = text
        let digits = text.split(separator: "\n").first?.split(separator: ":").last?.filter(\.isNumber) ?? ""
        return Int(digits) ?? 0
    }

    /// What it had printed when it said where it is.
    private(set) var printed = ""

    /// - Returns: the exit code and what it wrote to the error stream.
    func end(signal: Int32? = nil) -> (code: Int32, errors: String) {
        if let signal { kill(process.processIdentifier, signal) }
        process.waitUntilExit()
        return (
            process.terminationStatus,
            String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        )
    }
}
