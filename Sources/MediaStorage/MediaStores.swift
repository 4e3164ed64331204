package import QuorumCore

extension MediaSettings {
    /// Opens the place; nothing is asked of it yet. The caller closes it.
    ///
    /// - Parameters:
    ///   - folder: the data folder.
    ///   - now: the machine's clock.
    package func open(dataFolder folder: String, now: @escaping @Sendable () -> Timestamp) -> any MediaStore {
        switch self {
        case .folder: FolderMedia(path: folder)
        case .s3(let settings): S3Media(settings, now: now)
        }
    }
}
