internal import TableIO

/// The recordings of a split, in figures.
struct AudioSummary {
    enum Figure: String, CaseIterable {
        case duration, loudness, peak, rms, clipping
        case silence = "silence_ratio"
        case snr
        case offset = "dc_offset"
        case bandwidth
        case pace = "characters_per_second"
    }

    let split: String
    /// Of the rows that have one that can be decoded.
    let profiles: [AudioProfile]
    let seconds: Double
    /// Recordings by samples a second, and by channels.
    let rates: [Int: Int]
    let channels: [Int: Int]
    /// Rows by what is wrong, the lowest first.
    private(set) var faults: [AudioFault: [Int]] = [:]
    /// What a row's recording is like, or why it cannot be decoded.
    private(set) var words: [Int: String] = [:]
    private let shapes: [Figure: Distribution]

    subscript(figure: Figure) -> Distribution? { shapes[figure] }

    init(_ data: MeasuredData, split: Int, _ recordings: SplitRecordings) {
        self.split = data.splits[split].name
        let rows = recordings.profiles[split]
        profiles = rows.compactMap { $0 }
        seconds = profiles.reduce(0) { $0 + $1.seconds }
        rates = profiles.reduce(into: [:]) { $0[$1.rate, default: 0] += 1 }
        channels = profiles.reduce(into: [:]) { $0[$1.channels, default: 0] += 1 }
        let paces = Self.paces(data, split: split, rows)
        var numbers: [Figure: [Double]] = [.pace: paces.compactMap { $0 }]
        for profile in profiles {
            for (figure, number) in Self.figures(of: profile) where number?.isFinite == true {
                numbers[figure, default: []].append(number!)
            }
        }
        shapes = numbers.compactMapValues { Distribution(of: $0) }
        for failure in recordings.failures where failure.split == split {
            faults[.unreadable, default: []].append(failure.row)
            words[failure.row] = failure.reason
        }
        let pace = PaceLimits(numbers[.pace] ?? [], deviations: data[AudioStatistics.outlying])
        for (row, profile) in rows.enumerated() {
            guard let profile else { continue }
            for fault in Self.faults(of: profile, pace: paces[row], pace, data) {
                faults[fault, default: []].append(row)
                words[row] = Self.words(profile, paces[row])
            }
        }
    }

    private static func figures(of profile: AudioProfile) -> [(Figure, Double?)] {
        [
            (.duration, profile.seconds), (.loudness, profile.loudness), (.peak, profile.peak), (.rms, profile.rms),
            (.clipping, profile.clipping), (.silence, profile.silence), (.snr, profile.range),
            (.offset, profile.dcOffset), (.bandwidth, profile.bandwidth),
        ]
    }

    private static func faults(
        of profile: AudioProfile, pace: Double?, _ limits: PaceLimits?, _ data: MeasuredData
    ) -> [AudioFault] {
        var faults: [AudioFault] = []
        if profile.peak < data[AudioStatistics.silent] {
            faults.append(.silent)
        } else if profile.silence > data[AudioStatistics.mostlySilent] {
            faults.append(.mostlySilent)
        }
        if profile.clipping > data[AudioStatistics.clipped] { faults.append(.clipped) }
        if profile.isNarrow(below: data[AudioStatistics.narrow]) { faults.append(.narrow) }
        if profile.dcOffset > data[AudioStatistics.offset] { faults.append(.offset) }
        if let pace, let limits, !limits.contains(pace) { faults.append(.pace) }
        return faults
    }

    /// Characters of the text a second, by row, where the text is what was said.
    private static func paces(_ data: MeasuredData, split: Int, _ profiles: [AudioProfile?]) -> [Double?] {
        guard data.roles.textIsAnswer, let column = data.roles.text.flatMap({ data.splits[split].table[$0.column] })
        else { return profiles.map { _ in nil } }
        return profiles.enumerated().map { row, profile in
            guard let profile, let text = column.text(row) else { return nil }
            return Double(text.unicodeScalars.count) / profile.seconds
        }
    }

    private static func words(_ profile: AudioProfile, _ pace: Double?) -> String {
        let pace = pace.map { ", \(Wording.decimal($0, 1)) characters a second" } ?? ""
        return "\(Wording.decimal(profile.seconds, 2)) s, \(Wording.count(profile.rate)) Hz, "
            + "\(Wording.decimal(profile.loudness, 1)) LUFS, peak \(Wording.decimal(profile.peak, 1)) dBFS, clipped "
            + "\(Wording.decimal(profile.clipping * 100, 2)) %, offset \(Wording.decimal(profile.dcOffset, 4)), "
            + "up to \(Wording.decimal(profile.bandwidth, 0)) Hz" + pace
    }

    /// Recordings, decoded or not.
    private var heard: Int { profiles.count + (faults[.unreadable]?.count ?? 0) }

    var reported: ReportValue {
        func counts(_ counts: [Int: Int]) -> ReportValue {
            .object(counts.sorted { $0.key < $1.key }.map { .init(name: "\($0)", value: .integer($1)) })
        }
        return .object(
            [
                .init(name: "split", value: .text(split)), .init(name: "recordings", value: .integer(profiles.count)),
                .init(name: "seconds", value: .number(seconds)), .init(name: "sample_rates", value: counts(rates)),
                .init(name: "channels", value: counts(channels)),
            ]
                + Figure.allCases.map { .init(name: $0.rawValue, value: shapes[$0]?.reported ?? .null) } + [
                    .init(
                        name: "faults",
                        value: .object(
                            AudioFault.allCases.map {
                                .init(name: $0.rawValue, value: .integer(faults[$0]?.count ?? 0))
                            })),
                    .init(
                        name: "fault_intervals",
                        value: .object(
                            AudioFault.allCases.map {
                                .init(name: $0.rawValue, value: WilsonInterval.of(faults[$0]?.count ?? 0, in: heard))
                            })),
                ])
    }
}

/// Which characters a second are usual: around the median by the median deviation from it.
private struct PaceLimits {
    private static let fewest = 20
    private let median: Double
    private let reach: Double

    /// nil for too few recordings to say what is usual.
    init?(_ paces: [Double], deviations: Double) {
        guard paces.count >= Self.fewest, let spread = RobustSpread(sorted: paces.sorted()), spread.deviation > 0 else {
            return nil
        }
        median = spread.median
        reach = deviations * spread.deviation
    }

    func contains(_ pace: Double) -> Bool { (pace - median).magnitude <= reach }
}
