import Foundation

extension SpeechModel {
    static let fileName = "silero_vad_16k_sequence.onnx"

    /// Finds the weights: the file that the environment names in `QUORUM_SILERO`, else `share/quorum` beside the
    /// program's folder or in it, else `/usr/local/share/quorum`.
    ///
    /// - Returns: nil where there are none; a file that the environment names is returned whether it is there or not.
    static func installedPath(environment: [String: String], program: String?) -> String? {
        if let named = environment["QUORUM_SILERO"], !named.isEmpty { return named }
        var folders = ["/usr/local/share/quorum"]
        if let program {
            let folder = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent()
            folders =
                [
                    folder.appendingPathComponent("share/quorum").path,
                    folder.deletingLastPathComponent().appendingPathComponent("share/quorum").path,
                ] + folders
        }
        return folders.map { "\($0)/\(fileName)" }.first(where: FileManager.default.fileExists)
    }
}
