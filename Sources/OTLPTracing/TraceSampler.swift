/// Which traces are recorded, under the names of OpenTelemetry's variable `OTEL_TRACES_SAMPLER`.
package enum TraceSampler: String, Sendable, CaseIterable {
    case alwaysOn = "always_on"
    case alwaysOff = "always_off"
    case ratio = "traceidratio"
    case parentOrOn = "parentbased_always_on"
    case parentOrOff = "parentbased_always_off"
    case parentOrRatio = "parentbased_traceidratio"

    /// - Parameters:
    ///   - share: of the traces that begin here, from 0 to 1; the same ones wherever it is the same.
    ///   - parent: the span that this one is part of.
    func samples(_ trace: TraceContext.TraceID, share: Double, parent: TraceContext?) -> Bool {
        switch self {
        case .alwaysOn: true
        case .alwaysOff: false
        case .ratio: Self.isWithin(share, trace)
        case .parentOrOn: parent?.isSampled ?? true
        case .parentOrOff: parent?.isSampled ?? false
        case .parentOrRatio: parent?.isSampled ?? Self.isWithin(share, trace)
        }
    }

    private static func isWithin(_ share: Double, _ trace: TraceContext.TraceID) -> Bool {
        Double(trace.low >> 11) < share * Double(UInt64(1) << 53)
    }
}
