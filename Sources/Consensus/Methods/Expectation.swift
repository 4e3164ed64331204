internal import Glibc

/// How workers answer, given the true labels: what Dawid and Skene's model and its relatives differ in.
protocol LabelModel {
    /// Fits the workers' parameters to the items' label probabilities (items × labels).
    mutating func maximise(_ posteriors: [Double], _ votes: CodedVotes)
    /// Adds log P(the item's votes | label) to `row`, an element a label.
    func addLogLikelihoods(of item: Int, _ votes: CodedVotes, to row: inout [Double])
    /// A parameter of each worker; empty where the model has none that is one number.
    var skills: [Double] { get }
}

/// Expectation and maximisation of a model with estimated frequencies of the labels, from the majority vote's shares.
struct Expectation {
    let rounds: Int
    let tolerance: Double

    func run(_ votes: CodedVotes, _ model: inout some LabelModel) -> Aggregate {
        var posteriors = Self.majorityShares(votes)
        var bound = -Double.infinity
        var done = 0
        var hasConverged = votes.voteCount == 0
        while done < rounds, !hasConverged {
            model.maximise(posteriors, votes)
            let priors = Self.frequencies(posteriors, votes)
            let raised = Self.expect(
                &posteriors, votes, model, logPriors: priors.map { log(max($0, DawidSkene.floor)) })
            done += 1
            hasConverged = raised - bound < tolerance * Double(votes.voteCount)
            bound = raised
        }
        return Aggregate(
            LabelPosteriors(full: posteriors, votes: votes), rounds: done, hasConverged: hasConverged,
            skills: model.skills)
    }

    /// Replaces the posteriors by those under the model; returns the log-likelihood of all votes.
    private static func expect(
        _ posteriors: inout [Double], _ votes: CodedVotes, _ model: some LabelModel, logPriors: [Double]
    ) -> Double {
        let labelCount = votes.labelCount
        var row = logPriors
        var total = 0.0
        for item in 0..<votes.itemCount where !votes.votes(of: item).isEmpty {
            for label in 0..<labelCount { row[label] = logPriors[label] }
            model.addLogLikelihoods(of: item, votes, to: &row)
            total += Softmax.normalise(&row)
            for label in 0..<labelCount { posteriors[item * labelCount + label] = row[label] }
        }
        return total
    }

    static func majorityShares(_ votes: CodedVotes) -> [Double] {
        var shares = [Double](repeating: 0, count: votes.itemCount * votes.labelCount)
        for item in 0..<votes.itemCount {
            let range = votes.votes(of: item)
            for vote in range {
                shares[item * votes.labelCount + Int(votes.labels[vote])] += 1 / Double(range.count)
            }
        }
        return shares
    }

    /// The labels' mean probability over the items that have votes.
    private static func frequencies(_ posteriors: [Double], _ votes: CodedVotes) -> [Double] {
        var sums = [Double](repeating: 0, count: votes.labelCount)
        var items = 0
        for item in 0..<votes.itemCount where !votes.votes(of: item).isEmpty {
            items += 1
            for label in 0..<votes.labelCount { sums[label] += posteriors[item * votes.labelCount + label] }
        }
        return sums.map { $0 / Double(items) }
    }
}

enum Softmax {
    /// Turns logarithms of weights into probabilities; returns the logarithm of the weights' sum.
    @inline(__always)
    static func normalise(_ row: inout [Double]) -> Double {
        var greatest = -Double.infinity
        for value in row { greatest = max(greatest, value) }
        var sum = 0.0
        for place in row.indices {
            let weight = exp(row[place] - greatest)
            row[place] = weight
            sum += weight
        }
        for place in row.indices { row[place] /= sum }
        return greatest + log(sum)
    }
}
