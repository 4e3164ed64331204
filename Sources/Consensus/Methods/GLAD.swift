internal import Glibc

/// Labels, abilities and difficulties (Whitehill, Ruvolo, Wu, Bergsma, Movellan 2009): an answer is right with
/// probability 1 / (1 + exp(−*a* *b*)), *a* the worker's ability, *b* > 0 how easy the item is; wrong answers are equally
/// likely, and so are the labels beforehand.
///
/// Abilities and the logarithms of easiness have the prior N(1, 1), as the authors set it. Each round of expectation and
/// maximisation climbs one worker and one item at a time, until the posterior density rises by less than `tolerance` a
/// vote. `Aggregate.skills` are the abilities.
public struct GLAD: Sendable {
    public var rounds = 100
    public var tolerance = 1e-8
    /// How often a maximisation goes through workers and items.
    private static let sweeps = 2

    public init() {}

    /// - Complexity: O(*r* (*n* + *i k*)) for *r* rounds, *n* votes, *i* items, *k* labels.
    public func aggregate(_ votes: CodedVotes) throws(AggregationError) -> Aggregate {
        try VotingMethod.glad.checkSize(votes, rows: votes.itemCount)
        // With one label there is nothing to tell apart.
        guard votes.labelCount > 1 else { return MajorityVote.aggregate(votes) }
        let byWorker = VotesByWorker(votes)
        var model = Abilities(votes)
        var posteriors = [Double](repeating: 0, count: votes.itemCount * votes.labelCount)
        var density = -Double.infinity
        var done = 0
        var hasConverged = false
        while done < rounds, !hasConverged {
            let raised = model.expect(&posteriors, votes)
            done += 1
            hasConverged = raised - density < tolerance * Double(votes.voteCount)
            density = raised
            if hasConverged { break }
            for _ in 0..<Self.sweeps {
                for worker in 0..<votes.workerCount { model.climb(worker: worker, byWorker[worker]) }
                for item in 0..<votes.itemCount { model.climb(item: item, votes) }
            }
        }
        return Aggregate(
            LabelPosteriors(full: posteriors, votes: votes), rounds: done, hasConverged: hasConverged,
            skills: model.abilities)
    }
}

private struct Abilities {
    private(set) var abilities: [Double]
    /// Logarithms of how easy the items are.
    private var easiness: [Double]
    /// exp(easiness) of each vote's item, and the probability that the vote is right.
    private var slopes: [Double]
    private var isRight: [Double]
    private static let prior = 1.0

    init(_ votes: CodedVotes) {
        abilities = [Double](repeating: Self.prior, count: votes.workerCount)
        easiness = [Double](repeating: Self.prior, count: votes.itemCount)
        slopes = [Double](repeating: exp(Self.prior), count: votes.voteCount)
        isRight = [Double](repeating: 0, count: votes.voteCount)
    }

    /// Replaces the posteriors; returns the logarithm of the votes' likelihood and the parameters' prior density, but
    /// for a constant.
    mutating func expect(_ posteriors: inout [Double], _ votes: CodedVotes) -> Double {
        let labelCount = votes.labelCount
        let logOthers = log(Double(labelCount - 1))
        var row = [Double](repeating: 0, count: labelCount)
        var total = 0.0
        for item in 0..<votes.itemCount where !votes.votes(of: item).isEmpty {
            var wrong = -log(Double(labelCount))
            for label in row.indices { row[label] = 0 }
            for vote in votes.votes(of: item) {
                let strength = abilities[Int(votes.workers[vote])] * slopes[vote]
                let logWrong = Logistic.log(-strength) - logOthers
                wrong += logWrong
                row[Int(votes.labels[vote])] += Logistic.log(strength) - logWrong
            }
            for label in row.indices { row[label] += wrong }
            total += Softmax.normalise(&row)
            for label in row.indices { posteriors[item * labelCount + label] = row[label] }
            for vote in votes.votes(of: item) { isRight[vote] = row[Int(votes.labels[vote])] }
        }
        for ability in abilities { total -= (ability - Self.prior) * (ability - Self.prior) / 2 }
        for value in easiness { total -= (value - Self.prior) * (value - Self.prior) / 2 }
        return total
    }

    /// To the best ability given everything else: the root of a falling slope, by Newton's steps inside a bracket.
    mutating func climb(worker: Int, _ votes: ArraySlice<Int32>) {
        var ability = abilities[worker]
        var low = -Double.infinity
        var high = Double.infinity
        for _ in 0..<20 {
            var slope = Self.prior - ability
            var curvature = -1.0
            for place in votes {
                let vote = Int(place)
                let right = Logistic.value(ability * slopes[vote])
                slope += (isRight[vote] - right) * slopes[vote]
                curvature -= right * (1 - right) * slopes[vote] * slopes[vote]
            }
            if slope > 0 { low = ability } else { high = ability }
            var next = ability - slope / curvature
            if next <= low || next >= high {
                next = low.isFinite && high.isFinite ? (low + high) / 2 : ability + (slope > 0 ? 1 : -1)
            }
            let step = abs(next - ability)
            ability = next
            if step < 1e-6 { break }
        }
        abilities[worker] = ability
    }

    /// A better easiness given everything else: Newton's steps that are halved until they climb.
    mutating func climb(item: Int, _ votes: CodedVotes) {
        let range = votes.votes(of: item)
        var value = easiness[item]
        var height = height(of: value, range, votes)
        for _ in 0..<10 {
            let factor = exp(value)
            var slope = Self.prior - value
            var curvature = -1.0
            for vote in range {
                let strength = abilities[Int(votes.workers[vote])] * factor
                let right = Logistic.value(strength)
                slope += (isRight[vote] - right) * strength
                curvature += (isRight[vote] - right) * strength - right * (1 - right) * strength * strength
            }
            var step = curvature < 0 ? -slope / curvature : slope
            step = min(max(step, -1), 1)
            var next = self.height(of: value + step, range, votes)
            while next < height, abs(step) > 1e-7 {
                step /= 2
                next = self.height(of: value + step, range, votes)
            }
            guard next >= height else { break }
            value += step
            height = next
            if abs(step) < 1e-6 { break }
        }
        easiness[item] = value
        for vote in range { slopes[vote] = exp(value) }
    }

    private func height(of value: Double, _ range: Range<Int>, _ votes: CodedVotes) -> Double {
        let factor = exp(value)
        var height = -(value - Self.prior) * (value - Self.prior) / 2
        for vote in range {
            let strength = abilities[Int(votes.workers[vote])] * factor
            height += isRight[vote] * Logistic.log(strength) + (1 - isRight[vote]) * Logistic.log(-strength)
        }
        return height
    }
}

private enum Logistic {
    /// 1 / (1 + exp(−x)).
    @inline(__always)
    static func value(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

    /// Its logarithm.
    @inline(__always)
    static func log(_ x: Double) -> Double { x > 0 ? -log1p(exp(-x)) : x - log1p(exp(x)) }
}
