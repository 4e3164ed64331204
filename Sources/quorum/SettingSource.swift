import ArgumentParser
import Logging
import MediaStorage

/// A setting, and who gave it.
struct Setting<Value> {
    let value: Value
    let origin: SettingOrigin
}

enum SettingOrigin: String {
    case option, environment
    case standard = "default"
}

/// Where settings come from.
struct SettingSource {
    let environment: [String: String]

    func text(_ option: String?, _ variable: String) -> Setting<String>? {
        if let option { return Setting(value: option, origin: .option) }
        guard let value = environment[variable], !value.isEmpty else { return nil }
        return Setting(value: value, origin: .environment)
    }

    func text(_ option: String?, _ variable: String, standard: String) -> Setting<String> {
        text(option, variable) ?? Setting(value: standard, origin: .standard)
    }

    func optional(_ option: String?, _ variable: String) -> Setting<String?> {
        guard let found = text(option, variable) else { return Setting(value: nil, origin: .standard) }
        return Setting(value: found.value, origin: found.origin)
    }

    func logLevel(_ option: String?) throws -> Setting<Logger.Level> {
        let level = text(option, "QUORUM_LOG_LEVEL", standard: "notice")
        guard let known = Logger.Level(rawValue: level.value) else {
            throw ValidationError(
                "the log level \"\(level.value)\" is not one of debug, info, notice, warning, error; "
                    + "set --log-level or QUORUM_LOG_LEVEL.")
        }
        return Setting(value: known, origin: level.origin)
    }

    /// Seconds.
    func jobLease(_ option: Int?) throws -> Setting<Int> {
        try number(option, "job-lease", "QUORUM_JOB_LEASE", in: 4...600, standard: 60)
    }

    /// Where files are kept.
    func media(_ option: String?, publicAddress: String? = nil) throws -> Setting<MediaSettings> {
        let location = optional(option, MediaSettings.variable)
        do {
            return Setting(
                value: try MediaSettings(
                    location: location.value,
                    publicAddress: optional(publicAddress, MediaSettings.publicVariable).value,
                    environment: environment),
                origin: location.origin)
        } catch {
            throw ValidationError(error.description)
        }
    }

    func privateWebhooks(_ flag: Bool) throws -> Setting<Bool> {
        try self.flag(flag, "private-webhooks", "QUORUM_PRIVATE_WEBHOOKS")
    }

    /// A flag, or a variable that is 1 or 0.
    func flag(_ flag: Bool, _ name: String, _ variable: String) throws -> Setting<Bool> {
        if flag { return Setting(value: true, origin: .option) }
        let number = try number(nil as Int?, name, variable, in: 0...1, standard: 0)
        return Setting(value: number.value == 1, origin: number.origin)
    }

    func number<Number: FixedWidthInteger & Sendable>(
        _ option: Number?, _ name: String, _ variable: String, in range: ClosedRange<Number>, standard: Number
    ) throws -> Setting<Number> {
        if let option {
            guard range.contains(option) else {
                throw ValidationError("--\(name) \(option) is out of range; give \(range.words).")
            }
            return Setting(value: option, origin: .option)
        }
        guard let text = environment[variable], !text.isEmpty else {
            return Setting(value: standard, origin: .standard)
        }
        guard let value = Number(text), range.contains(value) else {
            throw ValidationError("\(variable)=\(text) is not usable; set a whole number, \(range.words).")
        }
        return Setting(value: value, origin: .environment)
    }
}

extension ClosedRange where Bound: FixedWidthInteger {
    fileprivate var words: String { upperBound == .max ? "\(lowerBound) or more" : "\(lowerBound) to \(upperBound)" }
}
