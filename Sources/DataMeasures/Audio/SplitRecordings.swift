internal import TableIO

/// The recordings of all splits, each file decoded once.
struct SplitRecordings: Sendable {
    /// A recording that could not be decoded.
    struct Failure: Sendable {
        let split: Int
        let row: Int
        let reason: String
    }

    /// A row's part of a recording.
    private struct Place: Sendable {
        let split: Int
        let row: Int
        let span: RecordingSpan
    }

    /// By split and row; nil for a row without a recording, or with one that cannot be decoded.
    let profiles: [[AudioProfile?]]
    /// In the order of splits and rows.
    let failures: [Failure]

    var hasProfiles: Bool { profiles.contains { $0.contains { $0 != nil } } }

    /// - Parameter reader: decodes.
    init(_ data: MeasuredData, reader: any AudioReading) {
        let (splits, role) = (data.splits, data.roles.audio?.column)
        let files = Self.files(splits, role)
        let measured = parallelMap(files.count, threads: data.settings.threads) { index in
            Self.measure(files[index], splits[files[index][0].split], role, reader)
        }
        var profiles = splits.map { [AudioProfile?](repeating: nil, count: $0.rowCount) }
        var failures: [Failure] = []
        for (places, results) in zip(files, measured) {
            for (place, result) in zip(places, results) {
                switch result {
                case .success(let profile): profiles[place.split][place.row] = profile
                case .failure(let error):
                    failures.append(Failure(split: place.split, row: place.row, reason: error.description))
                }
            }
        }
        self.profiles = profiles
        self.failures = failures.sorted { ($0.split, $0.row) < ($1.split, $1.row) }
    }

    /// Rows by the file they are parts of; a row whose recording is bytes stands alone.
    private static func files(_ splits: [MeasureInput.Split], _ role: String?) -> [[Place]] {
        var files: [[Place]] = []
        var known: [String: Int] = [:]
        for (index, split) in splits.enumerated() {
            let spans = split.spans(audio: role)
            for row in 0..<split.rowCount {
                let place = Place(split: index, row: row, span: spans?[row] ?? .whole)
                guard split.recordings == nil, role.flatMap({ split.table[$0] })?.isUTF8 == true,
                    case .file(let path) = split.recording(of: row, column: role)
                else {
                    files.append([place])
                    continue
                }
                if let file = known[path] {
                    files[file].append(place)
                } else {
                    known[path] = files.count
                    files.append([place])
                }
            }
        }
        return files
    }

    /// - Parameter places: of one recording.
    private static func measure(
        _ places: [Place], _ split: MeasureInput.Split, _ role: String?, _ reader: any AudioReading
    ) -> [Result<AudioProfile?, MeasureError>] {
        guard let recording = split.recording(of: places[0].row, column: role) else {
            return places.map { _ in .success(nil) }
        }
        let meter = SpanMeter(places.lazy.map(\.span))
        do {
            try reader.read(recording) { meter.add($0) }
        } catch {
            return places.map { _ in .failure(error) }
        }
        if let rate = meter.wrongRate {
            let error = MeasureError(
                "bad_rate", recording.name,
                "its header states \(rate) samples a second, where \(SpanMeter.rates.lowerBound) to "
                    + "\(SpanMeter.rates.upperBound) are known; replace it")
            return places.map { _ in .failure(error) }
        }
        return places.map { place in
            if let profile = meter.profile(place.span) { return .success(profile) }
            let isWhole = place.span == .whole
            return .failure(
                MeasureError(
                    "no_sound", recording.name,
                    isWhole ? "there is no sound in it" : "there is no sound in that part of it"))
        }
    }
}

extension Recording {
    /// What errors call it.
    fileprivate var name: String {
        switch self {
        case .file(let path): path
        case .section(let path, let range): "\(path), byte \(range.lowerBound)"
        case .bytes: "the recording"
        }
    }
}

extension MeasureInput.Split {
    /// The parts of recordings that rows are, as NeMo's manifests say in `offset` and `duration`; nil where rows are whole
    /// recordings, as those are that the data holds itself: they were cut when it was made.
    fileprivate func spans(audio: String?) -> [RecordingSpan]? {
        guard recordings == nil, audio.flatMap({ table[$0] })?.isUTF8 == true,
            let offsets = table["offset"]?.asNumbers()
        else { return nil }
        let durations = table["duration"]?.asNumbers()
        return offsets.indices.map { row in
            let start = offsets[row].isFinite ? max(0, offsets[row]) : 0
            let duration = durations?[row] ?? .infinity
            return RecordingSpan(start: start, end: duration.isNaN ? .infinity : start + duration)
        }
    }

    /// Where the recording of a row is; nil when it has none.
    ///
    /// - Parameter column: holds bytes or paths, which count from the folder of the file that names them.
    func recording(of row: Int, column: String?) -> Recording? {
        if let recordings { return recordings[row] }
        guard let column = column.flatMap({ table[$0] }), !column.isNull(row) else { return nil }
        switch column.storage {
        case .binary(let bytes): return bytes.range(row).isEmpty ? nil : .bytes(Array(bytes.bytes[bytes.range(row)]))
        case .utf8(let paths):
            let name = paths.string(row)
            return name.isEmpty ? nil : .file(path(of: name, row: row))
        default: return nil
        }
    }

    /// The file of a row's recording, as a member of an example; none where the data holds it itself.
    func recordingFile(of row: Int, column: String?, name: String) -> [ReportValue.Member] {
        guard case .file(let path) = recording(of: row, column: column) else { return [] }
        return [.init(name: name, value: .text(path))]
    }

    private func path(of name: String, row: Int) -> String {
        guard !name.hasPrefix("/"), let list = file(row) ?? files.first?.path else { return name }
        let folder = list.lastIndex(of: "/").map { String(list[...$0]) } ?? ""
        // Common Voice keeps its recordings in a folder that its tables leave out.
        let inClips = folder + "clips/" + name
        return !FilePattern.exists(folder + name) && FilePattern.exists(inClips) ? inClips : folder + name
    }
}
