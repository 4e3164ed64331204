/// Finds the recordings that sound like one, however they were encoded, made louder or cut at the ends.
enum RecordingSearch {
    static let method =
        "share of equal bits of acoustic fingerprints where both lie beside each other; 1 for equal samples"

    /// - Complexity: O(*n*) in the sound of all recordings, each of which is decoded.
    static func nearest(
        _ path: String, _ data: MeasuredData, _ limit: Int
    ) throws(MeasureError) -> [NearestExamples.Match] {
        guard let reader = data.settings.audio, let recordings = data.recordings else {
            throw MeasureError("no_recordings", NearestExamples.place(of: data), data.reasonForNoRecordings)
        }
        let wanted = try profile(path, reader)
        let places = recordings.profiles.enumerated().flatMap { split, profiles in
            profiles.indices.map { (split: split, row: $0) }
        }
        let parts = data.settings.threads * 8
        let found = parallelMap(parts, threads: data.settings.threads) { part in
            var nearest = NearestList(limit: limit)
            for place in places[places.count * part / parts..<places.count * (part + 1) / parts] {
                guard let profile = recordings.profiles[place.split][place.row],
                    let similarity = similarity(wanted, profile)
                else { continue }
                nearest.add(.init(split: place.split, row: place.row, similarity: similarity, containment: nil))
            }
            return nearest
        }
        return NearestList.merged(found, limit: limit)
    }

    private static func profile(_ path: String, _ reader: any AudioReading) throws(MeasureError) -> AudioProfile {
        let meter = SpanMeter([.whole])
        try reader.read(.file(path)) { meter.add($0) }
        guard let profile = meter.profile(.whole) else {
            throw MeasureError("no_sound", path, "there is no sound in it")
        }
        return profile
    }

    private static func similarity(_ wanted: AudioProfile, _ other: AudioProfile) -> Double? {
        if wanted.digest == other.digest { return 1 }
        return FingerprintMatches([wanted.fingerprint, other.fingerprint], threads: 1).pairs.first.map { 1 - $0.errors }
    }
}
