import ArgumentParser
import DataMeasures

/// Where the data of a command is, and what its columns are.
struct DataOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("A file, a pattern or a folder with all the data.", valueName: "data"))
    var file: String?

    @OptionGroup(title: "Splits")
    var splits: SplitOptions

    @OptionGroup(title: "Frozen version")
    var frozen: FrozenOptions

    @OptionGroup(title: "Columns")
    var columns: ColumnOptions

    func input(threads: Int) async throws -> MeasureInput {
        let roles = columns.roles
        let reference = columns.reference
        let given = [file != nil, !splits.files.isEmpty, frozen.isGiven].count { $0 }
        guard given == 1 else {
            throw CommandFailure(
                "usage",
                given == 0
                    ? "there is no data; name a file, files a split (--train, --validation, --test), or a "
                        + "version (--data, --project, --version)"
                    : "a file, files a split and a version of a project exclude each other; give one of them")
        }
        if let file {
            return try DataFiles.load(
                file, roles: roles, reference: reference, configuration: splits.configuration, threads: threads)
        }
        guard splits.configuration == nil else {
            throw CommandFailure(
                "usage", "--config: only a folder with a README.md has configurations; name the folder")
        }
        if !splits.files.isEmpty {
            return try DataFiles.load(splits.files, roles: roles, reference: reference, threads: threads)
        }
        guard roles == ColumnRoles(), reference == nil else {
            throw CommandFailure(
                "usage",
                "the columns of a version are known; leave --split, --label, --text, --id, --group, --time, --protected "
                    + "and --reference out")
        }
        return try await frozen.input()
    }
}
