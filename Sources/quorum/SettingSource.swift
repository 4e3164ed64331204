import ArgumentParser
import Logging
import MediaStorage
import QuorumCore

/// Where settings come from: what an option says counts, else a variable of the environment, else the file, else the
/// default.
struct SettingSource {
    /// What somebody wrote, and where: for complaints.
    private struct Words {
        let text: String
        let origin: SettingOrigin
        let place: String
    }

    let environment: [String: String]
    /// nil: there is none.
    let file: ConfigurationFile?
    /// Who named the file.
    private let fileOrigin: SettingOrigin

    /// - Parameter config: the file, as an option names it.
    /// - Throws: `ValidationError` for a file that is none or holds what cannot be set.
    init(config: String?, environment: [String: String]) throws {
        self.environment = environment
        fileOrigin = config == nil ? .environment : .option
        let named = environment[ConfigurationFile.variable].flatMap { $0.isEmpty ? nil : $0 }
        file = try (config ?? named).map { try ConfigurationFile($0) }
    }

    /// The file itself, for those who look at settings.
    var line: SettingLine {
        SettingLine("config", file?.path ?? "none", file == nil ? .standard : fileOrigin)
    }

    func optional(_ option: String?, _ name: SettingName) -> Setting<String?> {
        if let option { return Setting(value: option, origin: .option) }
        guard let words = words(for: name) else { return Setting(value: nil, origin: .standard) }
        return Setting(value: words.text, origin: words.origin)
    }

    func text(_ option: String?, _ name: SettingName, standard: String) -> Setting<String> {
        let found = optional(option, name)
        return Setting(value: found.value ?? standard, origin: found.origin)
    }

    /// A flag; a variable says 1 or 0, a file also true or false.
    func flag(_ flag: Bool, _ name: SettingName) throws -> Setting<Bool> {
        if flag { return Setting(value: true, origin: .option) }
        guard let words = words(for: name) else { return Setting(value: false, origin: .standard) }
        switch words.text {
        case "1", "true": return Setting(value: true, origin: words.origin)
        case "0", "false": return Setting(value: false, origin: words.origin)
        default: throw ValidationError("\(words.place) is not usable; set true or false.")
        }
    }

    func number<Number: FixedWidthInteger & Sendable>(
        _ option: Number?, _ name: SettingName, in range: ClosedRange<Number>, standard: Number
    ) throws -> Setting<Number> {
        if let option {
            guard range.contains(option) else {
                throw ValidationError("--\(name.rawValue) \(option) is out of range; give \(range.words).")
            }
            return Setting(value: option, origin: .option)
        }
        guard let words = words(for: name) else { return Setting(value: standard, origin: .standard) }
        guard let value = Number(words.text), range.contains(value) else {
            throw ValidationError("\(words.place) is not usable; set a whole number, \(range.words).")
        }
        return Setting(value: value, origin: words.origin)
    }

    func logLevel(_ option: String?) throws -> Setting<Logger.Level> {
        let level = text(option, .logLevel, standard: "notice")
        guard let known = Logger.Level(rawValue: level.value) else {
            throw ValidationError(
                "\(place(of: .logLevel, option: option)): \"\(level.value)\" is not one of debug, info, notice, warning, "
                    + "error.")
        }
        return Setting(value: known, origin: level.origin)
    }

    /// Where files are kept.
    func media(_ option: String?, publicAddress: String? = nil) throws -> Setting<MediaSettings> {
        let location = optional(option, .media)
        var variables = environment
        for name in [SettingName.s3Endpoint, .s3Region, .s3AccessKey, .s3SecretKey] {
            guard let words = words(for: name), words.origin == .file, let variable = name.variables.last else {
                continue
            }
            variables[variable] = words.text
        }
        do {
            return Setting(
                value: try MediaSettings(
                    location: location.value, publicAddress: optional(publicAddress, .mediaPublic).value,
                    environment: variables
                ) { variable in
                    switch variable {
                    case MediaSettings.variable: place(of: .media, option: option)
                    case MediaSettings.publicVariable: place(of: .mediaPublic, option: publicAddress)
                    default: place(of: .s3Endpoint)
                    }
                },
                origin: location.origin)
        } catch {
            throw ValidationError(error.description)
        }
    }

    /// How a complaint names a setting: the option, the variable, or the line of the file.
    ///
    /// - Parameter option: what the option says.
    func place(of name: SettingName, option: String? = nil) -> String {
        let set = option == nil ? name.variables.first { environment[$0]?.isEmpty == false } : nil
        if let set { return set }
        if option == nil, let file, let entry = file[name] {
            return "\(file.path), line \(entry.line): \(name.rawValue)"
        }
        return "--\(name.rawValue)"
    }

    private func words(for name: SettingName) -> Words? {
        for variable in name.variables {
            guard let text = environment[variable], !text.isEmpty else { continue }
            return Words(text: text, origin: .environment, place: "\(variable)=\(text.withoutUserInfo)")
        }
        guard let file, let entry = file[name] else { return nil }
        return Words(
            text: entry.text, origin: .file,
            place: "\(file.path), line \(entry.line): \(name.rawValue): \(entry.text.withoutUserInfo)")
    }
}

extension ClosedRange where Bound: FixedWidthInteger {
    fileprivate var words: String { upperBound == .max ? "\(lowerBound) or more" : "\(lowerBound) to \(upperBound)" }
}
