internal import Glibc

/// Renames that survive a power cut.
package enum DurableMove {
    /// Puts a file or folder at its place, over what a file of that name held, and the name on the disk.
    package static func move(_ path: String, to place: String) throws(FileError) {
        guard rename(path, place) == 0 else { throw .unwritable(place, "move \(path) here") }
        try FolderTree.syncEntry(StagedFolder.parent(of: place))
    }

    /// Puts a folder at its place, instead of one left there by an attempt that was not finished. Folders above it are made
    /// for their owner alone.
    package static func replaceFolder(_ place: String, with path: String) throws(FileError) {
        _ = try StagedFolder.makeFolders(StagedFolder.parent(of: place), mode: 0o700)
        FolderTree.remove(place)
        try FolderTree.sync(path)
        try move(path, to: place)
    }
}
