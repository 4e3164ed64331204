import CSndfile

/// How chunk files are stored; both keep every sample.
public enum SoundFormat: String, Sendable, CaseIterable {
    case flac, wav

    func code(_ depth: BitDepth) -> Int32 {
        let container = self == .flac ? SF_FORMAT_FLAC : SF_FORMAT_WAV
        return Int32(container | (depth == .sixteen ? SF_FORMAT_PCM_16 : SF_FORMAT_PCM_24))
    }
}

/// A mono sound file being written by libsndfile.
final class SoundFile {
    private let path: String
    private var handle: OpaquePointer?

    init(creating path: String, format: SoundFormat, depth: BitDepth, sampleRate: Int) throws(ChunkingError) {
        self.path = path
        var info = SF_INFO()
        info.samplerate = Int32(clamping: sampleRate)
        info.channels = 1
        info.format = format.code(depth)
        guard let handle = sf_open(path, Int32(SFM_WRITE), &info) else {
            throw Self.failure(path, nil)
        }
        self.handle = handle
        if format == .flac {
            var level = 0.375
            sf_command(handle, Int32(SFC_SET_COMPRESSION_LEVEL), &level, Int32(MemoryLayout<Double>.size))
        }
    }

    /// Writes the samples with as many bits as the file's depth.
    func write(_ block: ChannelReader.Block) throws(ChunkingError) {
        let count = sf_count_t(block.samples.count)
        let written =
            if let deep = block.deep {
                sf_write_int(handle, deep.baseAddress, count)
            } else {
                sf_write_short(handle, block.samples.baseAddress, count)
            }
        guard written == count else { throw Self.failure(path, handle) }
    }

    /// Writes what is buffered and closes the file.
    func finish() throws(ChunkingError) {
        let closing = handle
        handle = nil
        guard sf_close(closing) == 0 else { throw Self.failure(path, nil) }
    }

    deinit {
        if handle != nil { sf_close(handle) }
    }

    private static func failure(_ path: String, _ handle: OpaquePointer?) -> ChunkingError {
        ChunkingError(
            .unwritable, path: path, "the sound file can't be written (\(String(cString: sf_strerror(handle))))",
            remedy: "check the folder's permissions and that the disk has room")
    }
}
