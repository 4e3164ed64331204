import Foundation
import QuorumCore
import Synchronization

extension Chunker {
    /// Does the work of `chunk` on the calling thread and helpers.
    func chunkBlocking(
        _ inputs: [ChunkInput], into directory: String, cancellation: Cancellation,
        progress: @escaping @Sendable (Double) -> Void
    ) throws(ChunkingError) -> [SourceReport] {
        let output = try OutputFolder(creating: directory)
        guard inputs.count > 1 else {
            guard let input = inputs.first else {
                throw ChunkingError(
                    .invalidSettings, path: directory, "there is nothing to cut", remedy: "name at least one file")
            }
            let job = SourceJob(
                chunker: self, input: input, folder: output.work, pathPrefix: "", workers: workers,
                cancellation: cancellation, progress: progress)
            let report = try job.run().source
            try output.publish()
            return [report]
        }
        let manifests = try several(inputs, work: output.work, cancellation, progress)
        var lines = Data()
        for manifest in manifests { lines.append(manifest.chunks.jsonLines()) }
        try writeFile("\(output.work)/\(ChunkManifest.chunksFile)", lines)
        try output.publish()
        return manifests.map(\.source)
    }

    private func several(
        _ inputs: [ChunkInput], work: String, _ cancellation: Cancellation,
        _ progress: @escaping @Sendable (Double) -> Void
    ) throws(ChunkingError) -> [ChunkManifest] {
        let folders = Self.folderNames(inputs)
        let shares = Mutex([Double](repeating: 0, count: inputs.count))
        let results = Mutex([Result<ChunkManifest, ChunkingError>?](repeating: nil, count: inputs.count))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(workers, inputs.count)) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < inputs.count else { return }
                let folder = "\(work)/\(folders[index])"
                let result = Result { () throws(ChunkingError) in
                    try makeFolder(folder)
                    return try SourceJob(
                        chunker: self, input: inputs[index], folder: folder, pathPrefix: folders[index] + "/",
                        workers: 1, cancellation: cancellation
                    ) { share in
                        let all = shares.withLock {
                            $0[index] = share
                            return $0.reduce(0, +)
                        }
                        progress(all / Double(inputs.count))
                    }.run()
                }
                results.withLock { $0[index] = result }
                if case .failure = result { next.store(inputs.count, ordering: .relaxed) }
            }
        }
        let finished = results.withLock { $0 }.compactMap(\.self)
        for case .failure(let error) in finished { throw error }
        return try finished.map { (result) throws(ChunkingError) in try result.get() }
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
