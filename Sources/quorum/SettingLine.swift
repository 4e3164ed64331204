import Foundation
import MediaStorage
import QuorumCore

/// A setting as a person reads it: no secret.
struct SettingLine: CustomStringConvertible {
    let name: String
    let value: String
    let origin: SettingOrigin

    init(_ name: String, _ value: String, _ origin: SettingOrigin) {
        self.name = name
        self.value = value
        self.origin = origin
    }

    init(_ name: SettingName, _ setting: Setting<some CustomStringConvertible>) {
        self.init(name.rawValue, setting.value.description, setting.origin)
    }

    /// - Parameter absent: what to say where nothing is set.
    init(_ name: SettingName, _ setting: Setting<String?>, absent: String) {
        let shown = setting.value.map { $0.contains("://") ? $0.withoutUserInfo : $0 }
        self.init(name.rawValue, shown ?? absent, setting.origin)
    }

    var description: String { "\(name) = \(value)    (\(origin.rawValue))" }

    static func print(_ lines: [SettingLine]) {
        for line in lines { Swift.print(line) }
    }

    /// The address of a database without its password.
    static func database(_ setting: Setting<String?>) -> SettingLine {
        let words = setting.value.map(withoutPassword) ?? "SQLite in the data folder"
        return SettingLine(SettingName.database.rawValue, words, setting.origin)
    }

    /// What is no such address is not shown: the password may stand anywhere in it.
    private static func withoutPassword(_ url: String) -> String {
        guard var parts = URLComponents(string: url), ["postgres", "postgresql"].contains(parts.scheme) else {
            return "(not shown)"
        }
        if parts.password != nil { parts.password = "…" }
        parts.queryItems = parts.queryItems?.map {
            $0.name.hasSuffix("password") ? URLQueryItem(name: $0.name, value: "…") : $0
        }
        return parts.string?.removingPercentEncoding ?? "(not shown)"
    }
}
