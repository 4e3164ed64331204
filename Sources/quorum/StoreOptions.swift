import ArgumentParser
import LabelStore

/// The database of a server, and how to print what is found there.
struct StoreOptions: ParsableArguments {
    @OptionGroup var place: DataFolderOptions

    @Flag(help: "Print JSON.")
    var json = false

    func withStore(_ body: (LabelStore) async throws -> Void) async throws {
        do {
            try await place.folder.withStore(body)
        } catch {
            guard let failure = CommandFailure(error) else { throw error }
            try failure.report(json: json)
        }
    }
}
