/// Which of several matching answers stands for them.
public enum Representative {
    /// The spelling most of the answers with this key share; of equally common ones the earliest.
    ///
    /// - Parameter answers: the answers as given, each with its normalised key, in the order they came.
    /// - Returns: nil when no answer has the key.
    public static func answer(for key: String, among answers: [(answer: String, key: String)]) -> String? {
        var counts: [String: Int] = [:]
        let matching = answers.lazy.filter { $0.key == key }.map(\.answer)
        for answer in matching { counts[answer, default: 0] += 1 }
        let most = counts.values.max()
        return matching.first { counts[$0] == most }
    }
}
