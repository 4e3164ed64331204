import LabelStore
import Testing

/// Expects `body` to be refused with a code and a message for a person.
func expectRefusal(
    _ code: StoreError.Code, mentioning words: String = "", sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Void
) async {
    do {
        try await body()
        Issue.record("It was not refused.", sourceLocation: sourceLocation)
    } catch let error as StoreError {
        #expect(error.code == code, "\(error.message)", sourceLocation: sourceLocation)
        #expect(words.isEmpty || error.message.contains(words), "\(error.message)", sourceLocation: sourceLocation)
    } catch {
        Issue.record("It failed otherwise: \(error)", sourceLocation: sourceLocation)
    }
}
