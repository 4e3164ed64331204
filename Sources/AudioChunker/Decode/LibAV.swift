import CLibAV

/// FFmpeg's libraries as a whole.
enum LibAV {
    /// Loads them where they are not yet: before any of their functions is called.
    ///
    /// - Parameter name: what was to be read with them.
    static func load(for name: String) throws(ChunkingError) {
        guard let problem = quorum_libav_load() else { return }
        throw ChunkingError(
            .missingLibrary, path: name, "FFmpeg's libraries can't be loaded (\(String(cString: problem)))",
            remedy: """
                install those that this program was built with; in Debian libavformat\(LIBAVFORMAT_VERSION_MAJOR), \
                libavcodec\(LIBAVCODEC_VERSION_MAJOR) and libswresample\(LIBSWRESAMPLE_VERSION_MAJOR)
                """)
    }

    /// What they say of a status, such as "Invalid data found when processing input".
    static func message(_ status: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            av_strerror(status, buffer.baseAddress, buffer.count)
            return String(cString: buffer.baseAddress!)
        }
    }
}
