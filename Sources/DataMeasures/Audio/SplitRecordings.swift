internal import Synchronization
internal import TableIO

/// The recordings of all splits, each decoded once.
struct SplitRecordings: Sendable {
    /// A recording that could not be decoded.
    struct Failure: Sendable {
        let split: Int
        let row: Int
        let reason: String
    }

    /// By split and row; nil for a row without a recording, or with one that cannot be decoded.
    let profiles: [[AudioProfile?]]
    /// In the order of splits and rows.
    let failures: [Failure]

    /// - Parameter reader: decodes.
    init(_ data: MeasuredData, reader: any AudioReading) {
        let splits = data.splits
        let role = data.roles.audio?.column
        let places = splits.indices.flatMap { split in (0..<splits[split].rowCount).map { (split: split, row: $0) } }
        let measured = parallelMap(places.count, threads: data.settings.threads) {
            index -> Result<AudioProfile?, MeasureError> in
            let place = places[index]
            guard let recording = splits[place.split].recording(of: place.row, column: role) else {
                return .success(nil)
            }
            return Result { () throws(MeasureError) in
                let meter = AudioMeter()
                try reader.read(recording) { meter.add($0) }
                guard let profile = meter.profile() else {
                    throw MeasureError("no_sound", "", "there is no sound in it")
                }
                return profile
            }
        }
        var profiles: [[AudioProfile?]] = splits.map { _ in [] }
        var failures: [Failure] = []
        for (place, result) in zip(places, measured) {
            profiles[place.split].append(try? result.get())
            if case .failure(let error) = result {
                failures.append(Failure(split: place.split, row: place.row, reason: error.description))
            }
        }
        (self.profiles, self.failures) = (profiles, failures)
    }
}

extension MeasureInput.Split {
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

    private func path(of name: String, row: Int) -> String {
        guard !name.hasPrefix("/"), let list = file(row) ?? files.first?.path else { return name }
        let folder = list.lastIndex(of: "/").map { String(list[...$0]) } ?? ""
        // Common Voice keeps its recordings in a folder that its tables leave out.
        let inClips = folder + "clips/" + name
        return !FilePattern.exists(folder + name) && FilePattern.exists(inClips) ? inClips : folder + name
    }
}
