import CLibAV

/// An open media container and one of its audio streams. Only local files are ever opened: no network protocol, no
/// playlist that names other files.
final class MediaFile {
    let path: String
    let context: UnsafeMutablePointer<AVFormatContext>
    let stream: UnsafeMutablePointer<AVStream>
    let decoder: UnsafePointer<AVCodec>
    /// How many audio streams there are, and which of them, counted from 0, is read.
    let audioStreams: (count: Int, chosen: Int)

    /// Containers that hold their own media. Playlists (hls, dash, concat) could name any file of the machine.
    private static let containers = [
        "aac", "ac3", "aiff", "amr", "amrnb", "amrwb", "ape", "asf", "au", "avi", "caf", "dts", "eac3", "flac", "flv",
        "g722", "gsm", "loas", "matroska", "mov", "mp3", "mpc", "mpc8", "mpeg", "mpegts", "ogg", "oma", "rm", "sln",
        "sox", "tta", "voc", "w64", "wav", "wv", "xwma",
    ]

    /// - Parameters:
    ///   - path: what to open.
    ///   - name: what to call it in errors.
    ///   - choice: which of its audio streams to read, counted from 0; nil for the best.
    convenience init(path: String, name: String, stream choice: Int? = nil) throws(ChunkingError) {
        try self.init(url: "file:" + path, protocols: "file", path: path, name: name, stream: choice)
    }

    /// A part of a file, such as a member of an archive.
    convenience init(_ range: Range<Int>, of path: String, name: String) throws(ChunkingError) {
        let url = "subfile,,start,\(range.lowerBound),end,\(range.upperBound),,:file:\(path)"
        try self.init(url: url, protocols: "subfile,file", path: path, name: name, stream: nil)
    }

    private init(
        url: String, protocols: String, path: String, name: String, stream choice: Int?
    ) throws(ChunkingError) {
        self.path = name
        try LibAV.load(for: name)
        av_log_set_level(AV_LOG_QUIET)
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        av_dict_set(&options, "protocol_whitelist", protocols, 0)
        av_dict_set(&options, "format_whitelist", Self.containers.joined(separator: ","), 0)
        // WAV comes in packets of this size, not of a few milliseconds; the samples are the same.
        av_dict_set(&options, "max_size", "65536", 0)
        // For the same samples, half the memory of a long MP4.
        if MP4EditLists.arePlain(path: path) { av_dict_set(&options, "advanced_editlist", "0", 0) }
        var opened: UnsafeMutablePointer<AVFormatContext>?
        let status = avformat_open_input(&opened, url, nil, &options)
        guard status >= 0, let context = opened else { throw Self.unopened(path: path, name: name, status) }

        do throws(ChunkingError) {
            guard avformat_find_stream_info(context, nil) >= 0 else {
                throw ChunkingError(
                    .undecodable, path: name, "the streams in this \(Self.formatName(context)) file can't be read",
                    remedy: "check that it plays elsewhere and export it again")
            }
            let sounds = (0..<Int32(context.pointee.nb_streams)).filter {
                context.pointee.streams[Int($0)]?.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_AUDIO
            }
            let wished = try Self.index(of: choice, in: sounds, name: name)
            var decoder: UnsafePointer<AVCodec>?
            let index = av_find_best_stream(context, AVMEDIA_TYPE_AUDIO, wished, -1, &decoder, 0)
            guard index >= 0, let decoder, let stream = context.pointee.streams[Int(index)] else {
                throw Self.withoutAudio(context, name: name)
            }
            for other in 0..<Int(context.pointee.nb_streams) where other != Int(index) {
                context.pointee.streams[other]?.pointee.discard = AVDISCARD_ALL
            }
            self.audioStreams = (sounds.count, sounds.firstIndex(of: index) ?? 0)
            self.context = context
            self.stream = stream
            self.decoder = decoder
        } catch {
            avformat_close_input(&opened)
            throw error
        }
    }

    deinit {
        var closing: UnsafeMutablePointer<AVFormatContext>? = context
        avformat_close_input(&closing)
    }

    /// What a report says of the file, which may be closed by then: an hour of MP4 has an index of megabytes.
    var description: Description {
        Description(format: "\(Self.formatName(context))/\(codecName)", audioStreams: audioStreams)
    }

    struct Description: Sendable {
        /// The container's short names and the codec's: `mp3/mp3float`, `mov,mp4,m4a,3gp,3g2,mj2/aac`.
        let format: String
        let audioStreams: (count: Int, chosen: Int)
    }

    var codecName: String { String(cString: decoder.pointee.name) }

    /// Seconds the audio stream, or else the container, says it lasts; nil where that is only a guess from the bit rate.
    var promisedSeconds: Double? {
        if stream.pointee.duration != LIBAV_NO_TIMESTAMP, stream.pointee.duration > 0,
            context.pointee.duration_estimation_method != AVFMT_DURATION_FROM_BITRATE
        {
            return Double(stream.pointee.duration) * av_q2d(stream.pointee.time_base)
        }
        return nil
    }

    /// Where the container's own timeline begins, in seconds: the earliest moment of any of its streams. What lies before
    /// zero is priming that is not played.
    var startSeconds: Double {
        let start = context.pointee.start_time
        return start == LIBAV_NO_TIMESTAMP ? 0 : max(0, Double(start) / Double(AV_TIME_BASE))
    }

    /// Share of the file read so far, 0...1.
    var readShare: Double {
        guard let io = context.pointee.pb else { return 0 }
        let size = avio_size(io)
        return size > 0 ? min(1, Double(avio_seek(io, 0, SEEK_CUR)) / Double(size)) : 0
    }

    /// The container's number of the audio stream a person means; -1 for the best.
    private static func index(of choice: Int?, in sounds: [Int32], name: String) throws(ChunkingError) -> Int32 {
        guard let choice, !sounds.isEmpty else { return -1 }
        guard sounds.indices.contains(choice) else {
            let all = sounds.count == 1 ? "stream 0 alone" : "streams 0 to \(sounds.count - 1)"
            throw ChunkingError(
                .invalidSettings, path: name, "there is no audio stream \(choice): it has \(all)",
                remedy: "name one of them")
        }
        return sounds[choice]
    }

    private static func formatName(_ context: UnsafeMutablePointer<AVFormatContext>) -> String {
        String(cString: context.pointee.iformat.pointee.name)
    }

    private static func withoutAudio(
        _ context: UnsafeMutablePointer<AVFormatContext>, name: String
    ) -> ChunkingError {
        let types = (0..<Int(context.pointee.nb_streams)).compactMap {
            context.pointee.streams[$0]?.pointee.codecpar.pointee.codec_type
        }
        if types.contains(AVMEDIA_TYPE_AUDIO) {
            return ChunkingError(
                .undecodable, path: name, "no decoder is installed for the audio in this \(formatName(context)) file",
                remedy: "export it as WAV, FLAC, MP3 or AAC")
        }
        let found = types.contains(AVMEDIA_TYPE_VIDEO) ? "only pictures, no audio stream" : "no audio stream"
        return ChunkingError(.noAudioStream, path: name, "it has \(found)", remedy: "choose a file with sound")
    }

    private static func unopened(path: String, name: String, _ status: Int32) -> ChunkingError {
        if status == LIBAV_ERROR_NO_MEMORY {
            return ChunkingError(
                .outOfMemory, path: name, "opening it takes more memory than allowed", remedy: "raise --limit-memory")
        }
        if let missing = MP4Boxes.damage(path: path) {
            return ChunkingError(
                .truncated, path: name, missing, remedy: "copy or export the file again, completely")
        }
        return ChunkingError(
            .notAudio, path: name,
            "its content is no audio or video format that can be read (\(LibAV.message(status)))",
            remedy: "check that it plays elsewhere, or export it as WAV, FLAC, MP3 or MP4")
    }
}
