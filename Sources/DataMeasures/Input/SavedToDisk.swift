internal import Foundation

/// What `save_to_disk` of Hugging Face's `datasets` writes: `state.json` names the Arrow files of a split,
/// `dataset_dict.json` the splits, each a folder.
enum SavedToDisk {
    private struct Splits: Decodable { let splits: [String] }

    private struct State: Decodable {
        struct File: Decodable { let filename: String }

        let files: [File]
        let split: String?

        enum CodingKeys: String, CodingKey {
            case files = "_data_files"
            case split = "_split"
        }
    }

    /// nil when the folder is none.
    static func splits(in folder: String) throws(MeasureError) -> [DataLayout.Split]? {
        if FilePattern.exists(folder + "/dataset_dict.json") {
            let names = try decode(Splits.self, folder + "/dataset_dict.json").splits
            var splits: [DataLayout.Split] = []
            for name in names {
                guard SplitName.isFileName(name) else {
                    throw wrong(folder + "/dataset_dict.json", "'\(name)' is no folder in this one")
                }
                splits.append(try split(folder + "/" + name, name: name))
            }
            return splits
        }
        guard FilePattern.exists(folder + "/state.json") else { return nil }
        return [try split(folder, name: nil)]
    }

    private static func split(_ folder: String, name: String?) throws(MeasureError) -> DataLayout.Split {
        let state = try decode(State.self, folder + "/state.json")
        if let outside = state.files.first(where: { !DataLayout.staysBelow($0.filename) }) {
            throw wrong(folder + "/state.json", "'\(outside.filename)' is not a file below this folder")
        }
        return DataLayout.Split(
            name: name ?? state.split ?? DataLayout.unnamed, files: state.files.map { folder + "/" + $0.filename },
            origin: folder)
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ path: String) throws(MeasureError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: path)))
        } catch {
            throw wrong(path, "this is not what save_to_disk writes, or cannot be read")
        }
    }

    private static func wrong(_ path: String, _ message: String) -> MeasureError {
        MeasureError("malformed", path, message + "; save the data set again")
    }
}
