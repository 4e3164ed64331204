internal import Glibc

/// How workers answer, given the true labels: what Dawid and Skene's model and its relatives differ in.
protocol LabelModel {
    /// Fits the workers' parameters to the items' label probabilities (items × labels).
    mutating func maximise(_ posteriors: UnsafeBufferPointer<Double>, _ votes: CodedVotes)
    /// Multiplies `row`, an element a label, by how likely a vote is given that label, but for a factor that all labels
    /// have in common.
    ///
    /// - Returns: the logarithm of that factor.
    func weigh(vote: Int, _ votes: CodedVotes, _ row: UnsafeMutableBufferPointer<Double>) -> Double
    /// A parameter of each worker; empty where the model has none that is one number.
    var skills: [Double] { get }
}

/// Expectation and maximisation of a model with estimated frequencies of the labels, from the majority vote's shares.
struct Expectation {
    let rounds: Int
    let tolerance: Double
    /// So many likelihoods are multiplied before a logarithm is taken: each is above 1e-30, so that the product is a
    /// number still.
    private static let votesOfProduct = 8

    func run(_ votes: CodedVotes, _ model: inout some LabelModel) -> Aggregate {
        var posteriors = Self.majorityShares(votes)
        var bound = -Double.infinity
        var done = 0
        var hasConverged = votes.voteCount == 0
        posteriors.withUnsafeMutableBufferPointer { posteriors in
            while done < rounds, !hasConverged {
                model.maximise(UnsafeBufferPointer(posteriors), votes)
                let priors = Self.frequencies(UnsafeBufferPointer(posteriors), votes)
                let raised = Self.expect(posteriors, votes, model, priors: priors.map { max($0, DawidSkene.floor) })
                done += 1
                hasConverged = raised - bound < tolerance * Double(votes.voteCount)
                bound = raised
            }
        }
        return Aggregate(
            LabelPosteriors(full: posteriors, votes: votes), rounds: done, hasConverged: hasConverged,
            skills: model.skills)
    }

    /// Replaces the posteriors by those under the model; returns the log-likelihood of all votes.
    ///
    /// Where votes are few, their likelihoods are multiplied rather than the logarithms added: that saves an exponential
    /// a label.
    private static func expect(
        _ posteriors: UnsafeMutableBufferPointer<Double>, _ votes: CodedVotes, _ model: some LabelModel,
        priors: [Double]
    ) -> Double {
        let labelCount = votes.labelCount
        var logarithms = [Double](repeating: 0, count: labelCount)
        var total = 0.0
        for item in 0..<votes.itemCount {
            let range = votes.votes(of: item)
            if range.isEmpty { continue }
            let row = UnsafeMutableBufferPointer(
                rebasing: posteriors[item * labelCount..<(item + 1) * labelCount])
            for label in 0..<labelCount { row[label] = priors[label] }
            if range.count <= votesOfProduct {
                for vote in range { total += model.weigh(vote: vote, votes, row) }
                total += log(scale(row))
            } else {
                total += weighMany(range, votes, model, row, &logarithms)
            }
        }
        return total
    }

    /// The same for an item of many votes, whose product would come to nothing: the logarithms of partial products are
    /// added.
    private static func weighMany(
        _ range: Range<Int>, _ votes: CodedVotes, _ model: some LabelModel,
        _ row: UnsafeMutableBufferPointer<Double>, _ logarithms: inout [Double]
    ) -> Double {
        var total = 0.0
        for label in logarithms.indices { logarithms[label] = 0 }
        for start in stride(from: range.lowerBound, to: range.upperBound, by: votesOfProduct) {
            for vote in start..<min(start + votesOfProduct, range.upperBound) {
                total += model.weigh(vote: vote, votes, row)
            }
            for label in logarithms.indices {
                logarithms[label] += log(row[label])
                row[label] = 1
            }
        }
        total += Softmax.normalise(&logarithms)
        for label in logarithms.indices { row[label] = logarithms[label] }
        return total
    }

    /// Scales a row to a sum of 1; returns the sum it had.
    @inline(__always)
    private static func scale(_ row: UnsafeMutableBufferPointer<Double>) -> Double {
        var sum = 0.0
        for weight in row { sum += weight }
        let factor = 1 / sum
        for label in row.indices { row[label] *= factor }
        return sum
    }

    static func majorityShares(_ votes: CodedVotes) -> [Double] {
        var shares = [Double](repeating: 0, count: votes.itemCount * votes.labelCount)
        shares.withUnsafeMutableBufferPointer { shares in
            for item in 0..<votes.itemCount {
                let range = votes.votes(of: item)
                let share = 1 / Double(range.count)
                for vote in range { shares[item * votes.labelCount + Int(votes.labels[vote])] += share }
            }
        }
        return shares
    }

    /// The labels' mean probability over the items that have votes.
    private static func frequencies(_ posteriors: UnsafeBufferPointer<Double>, _ votes: CodedVotes) -> [Double] {
        let labelCount = votes.labelCount
        var items = 0
        let sums = [Double](unsafeUninitializedCapacity: labelCount) { sums, count in
            sums.initialize(repeating: 0)
            count = labelCount
            for item in 0..<votes.itemCount where !votes.votes(of: item).isEmpty {
                items += 1
                for label in 0..<labelCount { sums[label] += posteriors[item * labelCount + label] }
            }
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
