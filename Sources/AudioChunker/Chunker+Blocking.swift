import DurableFiles
import Foundation
import QuorumCore
import Synchronization

extension Chunker {
    /// Does the work of `chunk` on the calling thread and helpers.
    func chunkBlocking(
        _ inputs: [ChunkInput], into directory: String, cancellation: Cancellation,
        progress: @escaping @Sendable (Double) -> Void
    ) throws(ChunkingError) -> [SourceReport] {
        let output = try writing { () throws(FileError) in try StagedFolder(for: directory) }
        guard inputs.count > 1 else {
            guard let input = inputs.first else {
                throw ChunkingError(
                    .invalidSettings, path: directory, "there is nothing to cut", remedy: "name at least one file")
            }
            let job = SourceJob(
                chunker: self, input: input, folder: output.path, pathPrefix: "", workers: workers,
                cancellation: cancellation, progress: progress)
            output.removeRemains()
            let report = try job.run().source
            try writing { () throws(FileError) in try output.publish() }
            return [report]
        }
        let finished = FinishedInputs(self, inputs, output)
        finished.takeOver(cancellation)
        do {
            let manifests = try several(inputs, finished, cancellation, progress)
            var lines = Data()
            for manifest in manifests { lines.append(manifest.chunks.jsonLines()) }
            try writeFile("\(output.path)/\(ChunkManifest.chunksFile)", lines)
            finished.removeMarks()
            try writing { () throws(FileError) in try output.publish() }
            return manifests.map(\.source)
        } catch {
            output.keepsWork = finished.isAnyMarked
            throw error
        }
    }

    private func several(
        _ inputs: [ChunkInput], _ finished: FinishedInputs, _ cancellation: Cancellation,
        _ progress: @escaping @Sendable (Double) -> Void
    ) throws(ChunkingError) -> [ChunkManifest] {
        let shares = Mutex([Double](repeating: 0, count: inputs.count))
        let results = Mutex([Result<ChunkManifest, ChunkingError>?](repeating: nil, count: inputs.count))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(workers, inputs.count)) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < inputs.count else { return }
                let result = Result { () throws(ChunkingError) in
                    if let manifest = finished.manifest(of: index) { return manifest }
                    let folder = finished.path(of: index)
                    // What an input that failed left there.
                    try? FileManager.default.removeItem(atPath: folder)
                    try makeFolder(folder)
                    let manifest = try SourceJob(
                        chunker: self, input: inputs[index], folder: folder,
                        pathPrefix: finished.folders[index] + "/", workers: max(1, workers / inputs.count),
                        recording: finished.recordings[index], cancellation: cancellation
                    ) { share in
                        let all = shares.withLock {
                            $0[index] = share
                            return $0.reduce(0, +)
                        }
                        progress(all / Double(inputs.count))
                    }.run()
                    try finished.mark(index, sha256: manifest.source.sha256)
                    return manifest
                }
                results.withLock { $0[index] = result }
                if case .failure = result { next.store(inputs.count, ordering: .relaxed) }
            }
        }
        let done = results.withLock { $0 }.compactMap(\.self)
        for case .failure(let error) in done { throw error }
        return try done.map { (result) throws(ChunkingError) in try result.get() }
    }

    /// The inputs' names without what could confuse a path, each different.
    static func folderNames(_ inputs: [ChunkInput]) -> [String] {
        var taken: Set<String> = [ChunkManifest.chunksFile]
        return inputs.map { input in
            let plain = String(input.name.map { $0 == "/" || $0 == "\0" ? "_" : $0 })
            let stem = plain.isEmpty || plain.hasPrefix(".") ? "_" + plain : plain
            var name = stem
            var number = 2
            while !taken.insert(name).inserted {
                name = "\(stem)-\(number)"
                number += 1
            }
            return name
        }
    }
}

private func makeFolder(_ path: String) throws(ChunkingError) {
    do {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    } catch {
        throw ChunkingError(
            .unwritable, path: path, "it can't be made (\(error.localizedDescription))",
            remedy: "check that the disk has room")
    }
}
