import Glibc
import Testing

@testable import TableIO

@Suite("Reading by file name")
struct TableReaderTests {
    private let scratch = Scratch()

    @Test("Files that are missing, empty or folders are named", arguments: TableFormat.allCases)
    func unreadable(format: TableFormat) throws {
        let missing = scratch.path + "/none." + format.rawValue
        #expect(throws: TableError(.missingFile, missing, "there is no such file; check the path")) {
            try TableReader.read(missing)
        }
        let empty = scratch.file("empty." + format.rawValue, "")
        #expect(throws: TableError(.empty, empty, "the file is empty; check where it comes from")) {
            try TableReader.read(empty)
        }
        #expect(throws: TableError(.unreadable, scratch.path, "this is a folder; name a file in it")) {
            try TableReader.read(scratch.path, format: format)
        }
    }

    @Test("An extension that says nothing is refused, unless the format is given", arguments: ["x.txt", "x", "csv"])
    func unknown(name: String) throws {
        let path = scratch.file(name, "a\n1\n")
        #expect { try TableReader.read(path) } throws: { error in
            (error as? TableError).map { $0.code == .unknownFormat && $0.message.contains(".csv") } == true
        }
        #expect(try TableReader.read(path, format: .csv).texts("a") == ["1"])
    }

    @Test("Extensions are read in any case")
    func letterCase() throws {
        #expect(try scratch.read("X.Data.CSV", "a\n1\n").rowCount == 1)
    }

    @Test("A Parquet file under a text's name is told apart", arguments: ["x.csv", "x.tsv", "x.jsonl"])
    func disguised(name: String) throws {
        let path = scratch.file(name, "PAR1\u{15}\u{0}")
        #expect(throws: TableError(.encoding, path, "this is a Parquet file; name it .parquet")) {
            try TableReader.read(path)
        }
    }
}
