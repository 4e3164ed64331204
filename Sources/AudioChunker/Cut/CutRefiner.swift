/// Moves a cut from its frame to the exact sample: the calmest zero crossing nearby.
struct CutRefiner {
    let sampleRate: Int
    /// A cut moves at most so many samples.
    let reach: Int

    /// - Parameter slack: seconds a cut may move to either side.
    init(sampleRate: Int, slack: Double) {
        self.sampleRate = sampleRate
        reach = Int(slack * Double(sampleRate))
    }

    /// The sample in the middle of a frame.
    func middle(ofFrame frame: Int) -> Int64 {
        let start = BandLevels.firstSample(ofFrame: frame, rate: sampleRate)
        return (start + BandLevels.firstSample(ofFrame: frame + 1, rate: sampleRate)) / 2
    }

    /// The best first sample of the next chunk, as an index into `samples`.
    ///
    /// - Parameters:
    ///   - samples: the surroundings of the cut.
    ///   - centre: where in them the cut is planned.
    func refine(_ samples: [Int16], centre: Int) -> Int {
        let span = max(1, sampleRate / 1000)
        var best = centre
        var bestEnergy = Int64.max
        for index in max(1, centre - reach)...max(1, min(samples.count - 1, centre + reach))
        where crossesZero(samples, index) {
            var energy: Int64 = 0
            for near in max(0, index - span)..<min(samples.count, index + span) {
                energy += Int64(samples[near]) * Int64(samples[near])
            }
            if energy < bestEnergy || energy == bestEnergy && abs(index - centre) < abs(best - centre) {
                (best, bestEnergy) = (index, energy)
            }
        }
        return best
    }

    private func crossesZero(_ samples: [Int16], _ index: Int) -> Bool {
        guard index < samples.count else { return false }
        return samples[index] == 0 || (samples[index - 1] < 0) != (samples[index] < 0)
    }
}
