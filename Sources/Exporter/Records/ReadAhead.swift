/// Pages that are read while one is worked on.
private let pagesAhead = 2

/// Calls `body` with so many pages in their order, while the next two are read.
///
/// Reading is on other threads than the caller's, which may block.
func readAhead<Page: Sendable>(
    _ count: Int, read: @escaping @Sendable (Int) async throws(ExportError) -> Page,
    _ body: (Page) async throws(ExportError) -> Void
) async throws(ExportError) {
    let result: Result<Void, ExportError> = await withTaskGroup(of: (Int, Result<Page, ExportError>).self) { group in
        @Sendable func page(_ number: Int) async -> (Int, Result<Page, ExportError>) {
            do throws(ExportError) {
                return (number, .success(try await read(number)))
            } catch {
                return (number, .failure(error))
            }
        }
        var ready: [Int: Result<Page, ExportError>] = [:]
        var begun = 0
        do throws(ExportError) {
            for number in 0..<count {
                while begun < min(number + pagesAhead + 1, count) {
                    let next = begun
                    group.addTask(executorPreference: globalConcurrentExecutor) { await page(next) }
                    begun += 1
                }
                while ready[number] == nil, let (done, result) = await group.next() { ready[done] = result }
                if let result = ready.removeValue(forKey: number) { try await body(try result.get()) }
            }
            return .success(())
        } catch {
            group.cancelAll()
            return .failure(error)
        }
    }
    try result.get()
}
