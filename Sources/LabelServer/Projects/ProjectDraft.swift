/// A project as a person asks for it, nothing of it checked.
struct ProjectDraft: Decodable, Sendable {
    struct Chunking: Decodable, Sendable {
        let min: Double?
        let max: Double?
        let pause: Double?
    }

    struct Scale: Decodable, Sendable {
        let lowest: Int
        let highest: Int
    }

    struct Adjudication: Decodable, Sendable {
        let experts: Int?
        let errorKinds: [String]?
    }

    struct Gold: Decodable, Sendable {
        let rate: Double?
        let feedback: Bool?
        let minAccuracy: Double?
        let minAnswers: Int?
    }

    struct Dispatch: Decodable, Sendable {
        let order: String?
        let seed: Seed?
        let ownUploads: Bool?
        let prefill: Bool?
    }

    let name: String
    let kind: String
    let guidelines: String?
    let labels: [String]?
    let scale: Scale?
    let policy: String
    let match: String?
    let tolerance: Int?
    let overlap: Double?
    let normalisation: [String]?
    let chunking: Chunking?
    let dispatch: Dispatch?
    let adjudication: Adjudication?
    let gold: Gold?
}
