import Consensus
import LabelStore
import QuorumCore

/// All answers of a project, folded page by page into what its measures need.
struct ProjectVotes: Sendable {
    private(set) var records: [UserID: AnnotatorRecord] = [:]
    /// By code.
    private(set) var annotators: [UserID] = []
    private(set) var texts: [String] = []
    private var codeOfAnnotator: [UserID: Int32] = [:]
    private var codeOfTask: [TaskID: Int32] = [:]
    private var codeOfText: [String: Int32] = [:]
    private var items: [Int32] = []
    private var workers: [Int32] = []
    private var labels: [Int32] = []
    private let hasWords: Bool
    private let match: AnswerMatch

    init(_ project: Project) {
        hasWords = project.kind == .transcription
        match = AnswerMatch(project.policy)
    }

    mutating func add(_ answer: JudgedAnswer) {
        records[answer.annotator, default: AnnotatorRecord()].add(
            answer, by: match, hasWords: hasWords)
        // Neither is a vote on what is labeled.
        guard answer.isRight == nil, !answer.isSetAside else { return }
        let worker = codeOfAnnotator[answer.annotator] ?? Int32(annotators.count)
        if worker == annotators.count {
            codeOfAnnotator[answer.annotator] = worker
            annotators.append(answer.annotator)
        }
        let text = codeOfText[answer.key] ?? Int32(texts.count)
        if text == texts.count {
            codeOfText[answer.key] = text
            texts.append(answer.key)
        }
        let item = codeOfTask[answer.task] ?? Int32(codeOfTask.count)
        codeOfTask[answer.task] = item
        items.append(item)
        workers.append(worker)
        labels.append(text)
    }

    var coded: CodedVotes { CodedVotes(items: items, workers: workers, labels: labels) }
}
