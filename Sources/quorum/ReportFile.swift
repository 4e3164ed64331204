import Foundation

/// What a report may be written over.
enum ReportFile {
    /// What the start of every report holds, by format.
    private static let marks = [#""schema": "quorum.report/"#, "<title>Data report: ", "# Data report: "]
    private static let headLength = 1024

    /// Whether nothing is lost when a file is replaced: there is none, it is empty, a device or a report.
    static func mayReplace(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: URL(filePath: path).resolvingSymlinksInPath().path)
        guard attributes?[.type] as? FileAttributeType == .typeRegular, attributes?[.size] as? Int != 0 else {
            return true
        }
        guard let file = FileHandle(forReadingAtPath: path), let head = try? file.read(upToCount: headLength) else {
            return false
        }
        let text = String(decoding: head, as: UTF8.self)
        return marks.contains { text.contains($0) }
    }
}
