import Foundation
import Logging
import Subprocess

extension JobFailure {
    /// What to tell a person of a process that did not do its work.
    ///
    /// - Parameters:
    ///   - subject: what it worked on.
    ///   - hidden: paths of the server, and what to say instead.
    ///   - advice: what to do about a file that the process crashed on.
    init(
        _ result: ChildProgram.Result, subject: String, hidden: [(path: String, name: String)],
        advice: String = "Convert it to WAV or FLAC and upload that."
    ) {
        switch result.status {
        case .exited(0): self.init("\(subject): the result cannot be read; try again.")
        case .exited:
            let message = Self.message(in: result) ?? "\(subject): it could not be done; the server's log says more."
            self.init(hidden.reduce(message) { $0.replacing($1.path, with: $1.name) })
        case .signaled(SIGKILL), .signaled(SIGXCPU):
            self.init(
                "\(subject): working on it took more processor time or memory than allowed; split it into smaller files."
            )
        case .signaled(let signal):
            self.init(
                "\(subject): working on it crashed (signal \(signal)); the file may be damaged. "
                    + advice)
        }
    }

    /// The message of `{"error": {"message": …}}`, or the last line that says it is an error.
    private static func message(in result: ChildProgram.Result) -> String? {
        struct Output: Decodable {
            struct Failure: Decodable { let message: String }
            let error: Failure
        }
        for line in result.output.split(separator: "\n").reversed() {
            if let output = try? JSONDecoder().decode(Output.self, from: Data(line.utf8)) {
                return output.error.message
            }
        }
        let line = result.errors.split(separator: "\n").last { $0.lowercased().hasPrefix("error: ") }
        return line.map { String($0.dropFirst("error: ".count)) }
    }
}

extension ChildProgram.Result {
    /// For the operator.
    var metadata: Logger.Metadata { ["status": "\(status)", "errors": "\(errors.suffix(2000))"] }
}
