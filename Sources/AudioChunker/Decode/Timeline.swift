/// Maps samples of the decoded stream to seconds on the container's timeline, which may begin late and may jump.
struct Timeline: Sendable, Equatable {
    private struct Anchor: Sendable, Equatable {
        let sample: Int64
        let seconds: Double
    }

    /// Containers round times, Matroska to 1 ms and some writers worse; a smaller step is no jump.
    static let tolerance = 0.05
    /// After damage a smaller step may be what the lost packets held.
    static let damageTolerance = 0.002

    let sampleRate: Int
    private var anchors: [Anchor] = []

    init(sampleRate: Int) {
        self.sampleRate = sampleRate
    }

    /// Notes that the container puts `sample` at `seconds`.
    ///
    /// - Parameter isAfterDamage: packets before it could not be decoded, so that what follows would come too early.
    /// - Returns: by how much the timeline jumps here, or nil when the sample follows on.
    mutating func note(sample: Int64, seconds: Double, isAfterDamage: Bool = false) -> Double? {
        guard let last = anchors.last else {
            anchors.append(Anchor(sample: sample, seconds: seconds))
            return nil
        }
        let jump = seconds - at(sample, after: last)
        guard abs(jump) > (isAfterDamage ? Self.damageTolerance : Self.tolerance) else { return nil }
        anchors.append(Anchor(sample: sample, seconds: seconds))
        return jump
    }

    /// Seconds at which `sample` starts.
    func seconds(atStartOf sample: Int64) -> Double {
        at(sample, after: anchors.last { $0.sample <= sample } ?? anchors.first)
    }

    /// Seconds at which the sample before `sample` ends; differs from the start of `sample` only at a jump.
    func seconds(atEndBefore sample: Int64) -> Double {
        at(sample, after: anchors.last { $0.sample < sample } ?? anchors.first)
    }

    private func at(_ sample: Int64, after anchor: Anchor?) -> Double {
        guard let anchor else { return Double(sample) / Double(sampleRate) }
        return anchor.seconds + Double(sample - anchor.sample) / Double(sampleRate)
    }
}
