import Foundation
import QuorumCore

/// What stands at the place of the files, under `MediaKey.owner`, to say whose they are.
package struct OwnerMark: Codable, Sendable, Equatable {
    static let format = "quorum.owner/1"

    let schema: String
    /// The deployment, by a number of its own.
    package let deployment: String
    /// Another one each time that the mark is written: a copy of the database knows only those of before.
    let turn: String
    /// Whether two databases of one deployment, such as a service and a copy of it, wrote here.
    package let isContested: Bool
    /// When it was written.
    package let at: String

    init(deployment: String, turn: String, isContested: Bool = false, at: Timestamp) {
        schema = Self.format
        self.deployment = deployment
        self.turn = turn
        self.isContested = isContested
        self.at = at.iso8601
    }

    /// nil for what is no mark, or one of another format.
    init?(_ text: Data) {
        guard let mark = try? JSONDecoder().decode(OwnerMark.self, from: text), mark.schema == Self.format else {
            return nil
        }
        self = mark
    }

    enum CodingKeys: String, CodingKey {
        case schema, deployment, turn, at
        case isContested = "contested"
    }

    var text: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            return try encoder.encode(self)
        }
    }
}
