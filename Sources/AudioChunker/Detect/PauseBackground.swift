import Foundation

/// What sounds in a pause, band by band.
struct PauseBackground {
    /// Mean levels, in quarters of a decibel above −120 dBFS.
    var quarters: [Int] = []
    /// The rows of `SpeechEvidence` for how steady the bands are.
    var rows: [Int] = []
}

/// Measures the backgrounds of pauses, each against those around it.
///
/// The median of a band's levels is hardly moved by what is left of words at the pause's ends. Music moves more within
/// its pauses than noise does; by how much, the pauses around tell together, and what stays below that is no speech.
struct BackgroundMeter {
    /// One band of one pause, in half decibels above −120 dBFS.
    private struct Measured {
        var median: Float
        var deviation: Float
    }

    private let levels: BandLevels
    private let parameters: EdgeParameters
    /// The frames of each pause that surely are no speech, in time order.
    private let cores: [Range<Int>]
    private let measured: [[Measured]]
    /// How the levels of the pauses around differ from their own medians, for each band.
    private var around = [LevelCounts](repeating: LevelCounts(-64...63), count: BandLevels.bandCount)
    private var window = 0..<0

    init(_ levels: BandLevels, pauses: [Range<Int>], _ parameters: EdgeParameters) {
        (self.levels, self.parameters) = (levels, parameters)
        let margin = ActivityDetector.frames(parameters.margin)
        let cores = pauses.map { pause in
            let edge = min(margin, pause.count / 4)
            return pause.lowerBound + edge..<pause.upperBound - edge
        }
        measured = cores.map { core in
            (0..<BandLevels.bandCount).map { band in
                var counts = LevelCounts(0...255)
                for frame in core { counts.add(levels[frame, band]) }
                let (low, high) = (counts.level(atShare: 0.16), counts.level(atShare: 0.84))
                return Measured(median: counts.level(atShare: 0.5), deviation: (high - low) / 2)
            }
        }
        self.cores = cores
    }

    /// - Parameters:
    ///   - pause: which pause; ask in ascending order.
    ///   - least: the lowest levels to take for a background, in dBFS for each band.
    mutating func background(of pause: Int, least: [Float]) -> PauseBackground {
        slide(to: pause)
        var background = PauseBackground()
        for band in 0..<BandLevels.bandCount {
            let own = measured[pause][band]
            let freedom = BandAnalyser.degreesOfFreedom[band]
            // In decibels, noise of few degrees of freedom deviates by 10 / ln 10 · √(2 / freedom), and its median is
            // (1 − 2 / 9 freedom)³ of its mean (Wilson and Hilferty).
            let usual = 4.34 * (2 / min(freedom, 32)).squareRoot()
            let swell = around[band].level(atShare: parameters.calmShare) / 2
            let lift = max(0, swell - Float(parameters.calmDeviations) * usual)
            let mean = own.median / 2 - 30 * log10f(1 - 2 / (9 * freedom)) + lift
            let level = max(mean, least[band] + 120)
            let spread = 4.34 / max(0.3, own.deviation / 2)
            background.quarters.append(Int((level * Float(SpeechEvidence.stepsPerDecibel)).rounded()))
            background.rows.append(SpeechEvidence.row(freedom: min(freedom, 2 * spread * spread)))
        }
        return background
    }

    private mutating func slide(to pause: Int) {
        let reach = ActivityDetector.frames(parameters.window)
        let centre = middle(pause)
        var (first, end) = (window.lowerBound, window.upperBound)
        while end < cores.count, middle(end) <= centre + reach {
            count(end, times: 1)
            end += 1
        }
        while middle(first) < centre - reach {
            count(first, times: -1)
            first += 1
        }
        window = first..<end
    }

    private func middle(_ pause: Int) -> Int { (cores[pause].lowerBound + cores[pause].upperBound) / 2 }

    private mutating func count(_ pause: Int, times: Int) {
        for frame in cores[pause] {
            for band in 0..<BandLevels.bandCount {
                let deviation = Float(levels[frame, band]) - measured[pause][band].median
                around[band].add(Int(deviation.rounded()), times: times)
            }
        }
    }
}
