import Synchronization
import Testing

@testable import Exporter

@Suite struct ReadAheadTests {
    private func read(_ number: Int) async -> Int {
        // Later pages are there before earlier ones.
        try? await Task.sleep(for: .milliseconds(number.isMultiple(of: 2) ? 4 : 1))
        return number
    }

    @Test(arguments: [0, 1, 2, 9])
    func pagesComeInOrderAndFewAreReadBeforehand(count: Int) async throws {
        let begun = Mutex(0)
        var pages: [Int] = []
        try await readAhead(
            count,
            read: { (number) throws(ExportError) in
                begun.withLock { $0 = max($0, number + 1) }
                return await read(number)
            },
            { (page) throws(ExportError) in
                try? await Task.sleep(for: .milliseconds(3))
                #expect(begun.withLock { $0 } <= page + 3)
                pages.append(page)
            })
        #expect(pages == Array(0..<count))
    }

    @Test func whatFailsEndsIt() async {
        let failure = ExportError(.store, "page 2", "it cannot be read", remedy: "none")
        var pages: [Int] = []
        do throws(ExportError) {
            try await readAhead(
                5, read: { (number) throws(ExportError) in if number == 2 { throw failure } else { number } },
                { (page) throws(ExportError) in pages.append(page) })
            Issue.record("It went on.")
        } catch {
            #expect(error == failure)
        }
        #expect(pages == [0, 1])
    }
}
