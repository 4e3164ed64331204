internal import Consensus
internal import Crypto
internal import LabelStore
internal import QuorumCore

/// Measures an export while it is written: how far people agree, equal examples within and across splits, labels,
/// durations and levels.
///
/// - Complexity: memory for half a digest an example, three codes an answer and the different answers.
struct ExportMeasures {
    private let kind: TaskKind
    private var contents: [ContentKey: SplitCounts] = [:]
    private var rows = SplitCounts()
    private var labels: [String: SplitCounts] = [:]
    private var seconds: [Split: [Double]] = [:]
    private var levels: [Double] = []
    private var votes = VoteCodes()

    init(kind: TaskKind) {
        self.kind = kind
    }

    /// Pseudonyms of those whose answers were added.
    var annotators: Int { votes.workers.count }

    /// - Parameter media: the example's recording; nil for a text.
    mutating func add(_ example: Example, media: MediaFile?, votes: ArraySlice<VersionVote>) {
        let split = example.split
        rows[split] += 1
        contents[Self.digest(example, media), default: SplitCounts()][split] += 1
        if kind.answerType == .number || kind.answerColumn == "label" {
            labels[example.label.label, default: SplitCounts()][split] += 1
        }
        if let span = example.audio {
            seconds[split, default: []].append(span.duration)
            if span.rmsDBFS.isFinite { levels.append(span.rmsDBFS) }
        }
        self.votes.add(votes)
    }

    func values() -> MeasuredValues {
        let known = labels.map { (label: $0.key, counts: $0.value) }
        return MeasuredValues(
            values: agreement + repeats + overlaps + sound,
            labels: known.sorted { ($1.counts.total, $0.label) < ($0.counts.total, $1.label) })
    }

    private static func digest(_ example: Example, _ media: MediaFile?) -> ContentKey {
        var hash = SHA256()
        if let media { hash.update(data: media.bytes) }
        if let passage = example.passage {
            for var text in [passage.text, passage.pair?.a ?? "", passage.pair?.b ?? ""] {
                text.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
                withUnsafeBytes(of: UInt8(0)) { hash.update(bufferPointer: $0) }
            }
        }
        return ContentKey(hash.finalize())
    }

    private var agreement: [MeasuredValue] {
        let coded = votes.coded
        let plain = Agreement(coded)
        guard plain.comparedItems > 0 else { return [] }
        let scale = kind.answerType == .number ? votes.keys.map { Double($0) ?? .nan } : nil
        let intervals = AgreementIntervals(coded, values: scale)
        let bootstrap =
            "answers to \(plain.comparedItems) tasks that two people or more answered; interval by bootstrap over tasks"
        let alpha: (name: String, value: Double?, interval: AgreementIntervals.Interval?)
        if kind == .transcription {
            let transcripts = TranscriptAlpha(coded, texts: votes.keys)
            alpha = ("word errors", transcripts.value, transcripts.interval)
        } else if let scale {
            alpha = ("ordinal", MetricAlpha(coded, values: scale).ordinal, intervals.ordinalAlpha)
        } else {
            alpha = ("nominal", plain.nominalAlpha, intervals.nominalAlpha)
        }
        return [
            alpha.value.map {
                MeasuredValue(
                    name: "labels.agreement.krippendorff_alpha", title: "Krippendorff's alpha, \(alpha.name)",
                    value: $0,
                    kind: .coefficient, interval: alpha.interval.map { $0.low...$0.high }, method: bootstrap)
            },
            plain.observed.map {
                MeasuredValue(
                    name: "labels.agreement.percent", title: "Share of pairs of answers that are equal", value: $0,
                    kind: .coefficient, interval: intervals.observed.map { $0.low...$0.high }, method: bootstrap)
            },
        ].compactMap { $0 }
    }

    private var content: String { seconds.isEmpty ? "texts, byte for byte" : "recordings, byte for byte" }

    /// Examples beyond the first of each content, by split.
    private var repeats: [MeasuredValue] {
        Split.allCases.filter { rows[$0] > 0 }.map { split in
            let surplus = contents.values.reduce(0) { $0 + max(0, $1[split] - 1) }
            return count(
                "duplicates.exact.surplus_rows.\(split.rawValue)",
                "Examples of \(split.rawValue) that repeat another of it",
                surplus, of: split)
        }
    }

    /// Examples whose content an earlier split has.
    private var overlaps: [MeasuredValue] {
        let splits = Split.allCases.filter { rows[$0] > 0 }
        return splits.indices.flatMap { place in
            splits[..<place].map { other in
                let split = splits[place]
                let shared = contents.values.reduce(0) { $0 + ($1[other] > 0 ? $1[split] : 0) }
                return count(
                    "leakage.exact_overlap.rows.\(split.rawValue).\(other.rawValue)",
                    "Examples of \(split.rawValue) that are also in \(other.rawValue)", shared, of: split)
            }
        }
    }

    private func count(_ name: String, _ title: String, _ value: Int, of split: Split) -> MeasuredValue {
        let interval = ProportionInterval(successes: Double(value), trials: rows[split])
        return MeasuredValue(
            name: name, title: title, value: Double(value), kind: .count(of: rows[split]),
            interval: interval.map { $0.low...$0.high }, method: content + "; interval of the share after Wilson")
    }

    private var sound: [MeasuredValue] {
        var values = Split.allCases.compactMap { split in
            Self.median(seconds[split] ?? []).map {
                MeasuredValue(
                    name: "stats.audio.duration.median.\(split.rawValue)",
                    title: "Median length of the recordings of \(split.rawValue)", value: $0, kind: .seconds,
                    interval: nil,
                    method: "spans of the recordings")
            }
        }
        if let level = Self.median(levels) {
            values.append(
                MeasuredValue(
                    name: "stats.audio.rms.median", title: "Median level (RMS) of all recordings", value: level,
                    kind: .decibels, interval: nil, method: "samples of the recordings, against full scale"))
        }
        return values
    }

    private static func median(_ numbers: [Double]) -> Double? {
        guard !numbers.isEmpty else { return nil }
        let sorted = numbers.sorted()
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}

/// The first half of a digest: enough to tell contents apart, and quickly compared.
private struct ContentKey: Hashable {
    private let first: UInt64
    private let second: UInt64

    init(_ digest: SHA256Digest) {
        (first, second) = digest.withUnsafeBytes {
            ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        }
    }
}

/// Answers as codes.
private struct VoteCodes {
    private(set) var workers: [String: Int32] = [:]
    /// The different answers by their codes.
    private(set) var keys: [String] = []
    private var codes: [String: Int32] = [:]
    private var items: (count: Int32, ofVotes: [Int32]) = (0, [])
    private var workerOfVotes: [Int32] = []
    private var labelOfVotes: [Int32] = []

    /// - Parameter votes: all of one task.
    mutating func add(_ votes: ArraySlice<VersionVote>) {
        guard !votes.isEmpty else { return }
        for vote in votes {
            items.ofVotes.append(items.count)
            workerOfVotes.append(worker(vote.annotator))
            labelOfVotes.append(code(vote.key))
        }
        items.count += 1
    }

    private mutating func worker(_ name: String) -> Int32 {
        if let known = workers[name] { return known }
        workers[name] = Int32(workers.count)
        return Int32(workers.count - 1)
    }

    private mutating func code(_ key: String) -> Int32 {
        if let known = codes[key] { return known }
        codes[key] = Int32(keys.count)
        keys.append(key)
        return Int32(keys.count - 1)
    }

    var coded: CodedVotes { CodedVotes(items: items.ofVotes, workers: workerOfVotes, labels: labelOfVotes) }
}
