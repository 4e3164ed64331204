internal import Consensus

/// The agreement coefficients of votes with their intervals, and how each pair of workers agrees.
struct AgreementFindings {
    /// Pairs of workers a report lists.
    private static let listed = 1000

    struct Pair {
        let a: String
        let b: String
        let agreement: PairAgreement
    }

    let agreement: Agreement
    /// nil where the labels are no numbers.
    let metric: MetricAlpha?
    /// nil where the labels are no transcripts.
    let transcripts: TranscriptAlpha?
    let intervals: AgreementIntervals
    /// Those with the most tasks in common first; nil when there are too many to compare.
    let pairs: [Pair]?
    private let coded: CodedVotes

    /// - Parameters:
    ///   - scale: the labels as numbers by code; nil where they are none.
    ///   - texts: the labels as normalised texts by code; nil where they are no transcripts.
    init(_ coded: CodedVotes, scale: [Double]? = nil, texts: [String]? = nil, worker: (Int32) -> String) {
        self.coded = coded
        agreement = Agreement(coded)
        metric = scale.map { MetricAlpha(coded, values: $0) }
        transcripts = texts.map { TranscriptAlpha(coded, texts: $0) }
        intervals = AgreementIntervals(coded, values: scale)
        pairs = PairAgreement.all(coded).map { pairs in
            pairs.map { Pair(a: worker($0.a), b: worker($0.b), agreement: $0) }
                .sorted { ($1.agreement.items, $0.a, $0.b) < ($0.agreement.items, $1.a, $1.b) }
        }
    }

    /// - Parameter compared: what of a vote is compared, in words.
    func value(compared: String) -> ReportValue {
        [
            "items": .integer(coded.itemCount), "annotations": .integer(coded.voteCount),
            "workers": .integer(coded.workerCount), "compared_items": .integer(agreement.comparedItems),
            "repeat_votes": .integer(coded.repeatVotes), "compared": .text(compared),
            "percent": ReportValue(agreement.observed), "fleiss_kappa": ReportValue(agreement.fleissKappa),
            "krippendorff_alpha": [
                "nominal": ReportValue(agreement.nominalAlpha), "ordinal": ReportValue(metric?.ordinal),
                "interval": ReportValue(metric?.interval), "word_error": ReportValue(transcripts?.value),
            ],
            "intervals_95": [
                "method": "bootstrap over tasks, percentiles", "resamples": .integer(intervals.resamples),
                "percent": Self.value(intervals.observed), "fleiss_kappa": Self.value(intervals.fleissKappa),
                "krippendorff_alpha": [
                    "nominal": Self.value(intervals.nominalAlpha), "ordinal": Self.value(intervals.ordinalAlpha),
                    "interval": Self.value(intervals.intervalAlpha),
                    "word_error": Self.value(transcripts?.interval),
                ],
            ],
            "pair_count": ReportValue(pairs?.count),
            "pairs": .list(
                (pairs ?? []).prefix(Self.listed).map { pair in
                    [
                        "a": .text(pair.a), "b": .text(pair.b), "n": .integer(pair.agreement.items),
                        "percent": .number(pair.agreement.observed),
                        "percent_interval": WilsonInterval.of(
                            Int((pair.agreement.observed * Double(pair.agreement.items)).rounded()),
                            in: pair.agreement.items),
                        "cohen_kappa": ReportValue(pair.agreement.cohenKappa),
                        "cohen_kappa_interval": Self.interval(ofKappa: pair.agreement),
                    ]
                }),
        ]
    }

    private static func interval(ofKappa pair: PairAgreement) -> ReportValue {
        guard let kappa = pair.cohenKappa, let error = pair.kappaError else { return .null }
        let reach = 1.959_963_984_540_054 * error
        return [.number(max(-1, kappa - reach)), .number(min(1, kappa + reach))]
    }

    private static func value(_ interval: AgreementIntervals.Interval?) -> ReportValue {
        interval.map { [.number($0.low), .number($0.high)] } ?? .null
    }
}
