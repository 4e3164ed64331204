internal import DurableFiles
internal import LabelStore
internal import QuorumCore

/// One export from the first look at the version to the finished folder.
struct ExportRun {
    private let version: DatasetVersion
    private let project: Project
    private let store: LabelStore
    private let media: any RecordingFiles
    private let format: ExportFormat
    private let options: ExportOptions

    init(
        _ version: VersionID, from store: LabelStore, media: any RecordingFiles, format: ExportFormat,
        options: ExportOptions
    ) async throws(ExportError) {
        do {
            self.version = try await store.version(version)
            project = try await store.project(self.version.project)
        } catch {
            throw ExportError(store: error)
        }
        self.store = store
        self.media = media
        self.format = format
        self.options = options
    }

    func write(to out: String, progress: (@Sendable (Double) -> Void)?) async throws(ExportError) -> Manifest {
        let folder = try writing { () throws(FileError) in try StagedFolder(for: out) }
        folder.removeRemains()
        let survey = try await survey()
        let features = HuggingFaceFeatures(
            columns: survey.columns(kind: project.kind), sampleRate: survey.sampleRate)
        let writer = try makeWriter(in: folder, survey: survey, features: features)
        var lineage = try LineageFile(in: folder, project: project, version: version)
        let measures = try await writeExamples(
            to: writer, lineage: &lineage, of: survey, progress: progress)
        let shards = try writer.finish()
        try requireSurveyed(shards, by: survey)
        let card = DatasetCard(
            project: project, version: version, format: format, survey: survey, features: features, shards: shards,
            annotators: measures.annotators, measures: measures.values())
        let croissant = Croissant(
            project: project, version: version, format: format, survey: survey, features: features, shards: shards,
            measures: card.measures)
        let files = [
            try lineage.finish(), try write(Array(card.markdown.utf8), as: DatasetCard.fileName, in: folder),
            try write(croissant.json, as: Croissant.fileName, in: folder),
        ]
        let manifest = Manifest(project: project, version: version, format: format, shards: shards, files: files)
        try write(manifest, in: folder)
        try await requireUnerased()
        try ExportError.checkCancellation()
        try writing { () throws(FileError) in try folder.publish() }
        return manifest
    }

    /// - Returns: what was measured of the examples on the way.
    private func writeExamples(
        to writer: any ShardWriter, lineage: inout LineageFile, of survey: ExportSurvey,
        progress: (@Sendable (Double) -> Void)?
    ) async throws(ExportError) -> ExportMeasures {
        var plan = ShardPlan(shardSize: options.shardSize, overhead: writerType.overhead)
        var measures = ExportMeasures(kind: project.kind)
        var written = 0
        let pages = ExamplePages(
            of: version, in: store, pageLength: options.pageLength, splits: survey.splitsByOrdinal)
        try await pages.readDescribed { (page) throws(ExportError) in
            await media.expect(page.examples.compactMap(\.audio?.mediaKey))
            for example in page.examples {
                try ExportError.checkCancellation()
                let size = try await mediaSize(of: example)
                let shard = place(example, mediaSize: size, by: &plan)
                var recording: MediaFile?
                if let span = example.audio {
                    recording = try await media.read(span.mediaKey, size: size, chunk: example.chunkDescription)
                }
                let position = try writer.write(example, media: recording, shard: shard)
                let own = page.votes(of: example.label.task)
                try lineage.write(
                    example, at: position, votes: own, decisions: page.decisions[example.label.task] ?? [],
                    prediction: page.predictions[example.label.task])
                measures.add(example, media: recording, votes: own)
                written += 1
            }
            progress?(Double(written) / Double(survey.rows))
        }
        return measures
    }

    private var writerType: any ShardWriter.Type {
        switch format {
        case .parquet: ParquetShardWriter.self
        case .webdataset: WebDatasetWriter.self
        case .jsonl: JSONLinesWriter.self
        }
    }

    private func makeWriter(
        in folder: StagedFolder, survey: ExportSurvey, features: HuggingFaceFeatures
    ) throws(ExportError) -> any ShardWriter {
        let columns = survey.columns(kind: project.kind)
        switch format {
        case .parquet:
            return try ParquetShardWriter(in: folder, columns: columns, counts: survey.shards, features: features)
        case .webdataset:
            return WebDatasetWriter(in: folder, kind: project.kind, labels: project.labels)
        case .jsonl:
            return try JSONLinesWriter(in: folder, columns: columns)
        }
    }

    /// - Throws: `ExportError` when the version is empty or a recording is missing.
    private func survey() async throws(ExportError) -> ExportSurvey {
        var survey = ExportSurvey(examples: version.exampleCount)
        var plan = ShardPlan(shardSize: options.shardSize, overhead: writerType.overhead)
        let pages = ExamplePages(of: version, in: store, pageLength: options.pageLength)
        try await pages.read { (page) throws(ExportError) in
            for example in page {
                let size = try await mediaSize(of: example)
                survey.add(example, mediaSize: size, shard: place(example, mediaSize: size, by: &plan))
            }
        }
        try await requireUnerased()
        guard survey.rows > 0 else {
            throw ExportError(
                .emptyVersion, "version \(version.name)", "it holds no example",
                remedy: "freeze a new version once some tasks have settled")
        }
        let whole = version.exampleCount - version.erasedCount
        guard survey.rows == whole else {
            throw ExportError(
                .store, "version \(version.name)",
                "the database holds \(survey.rows) of its \(whole) examples",
                remedy: "restore the database from a backup, then export again")
        }
        return survey
    }

    /// What was read before an erasure must not be kept after it.
    private func requireUnerased() async throws(ExportError) {
        let now: DatasetVersion
        do {
            now = try await store.version(version.id)
        } catch {
            throw ExportError(store: error)
        }
        guard now.erasedCount == version.erasedCount else {
            throw ExportError(
                .store, "version \(version.name)", "something in it was erased meanwhile", remedy: "export again")
        }
    }

    private func place(_ example: Example, mediaSize: Int64, by plan: inout ShardPlan) -> Int {
        let bytes = writerType.footprint(of: example, mediaSize: mediaSize, kind: project.kind)
        return plan.place(bytes: bytes, in: example.split)
    }

    private func mediaSize(of example: Example) async throws(ExportError) -> Int64 {
        guard let span = example.audio else { return 0 }
        return try await media.size(of: span.mediaKey, chunk: example.chunkDescription)
    }

    /// The names of shards hold their number, so it must come out as surveyed.
    private func requireSurveyed(_ shards: [Manifest.Shard], by survey: ExportSurvey) throws(ExportError) {
        for (split, count) in survey.shards {
            let own = shards.filter { $0.split == split }
            guard own.count == count, own.reduce(0, { $0 + $1.rows }) == survey.splits[split]?.rows else {
                throw ExportError(
                    .badMedia, media.name, "recordings changed while they were exported",
                    remedy: "let nothing write to the data folder's media, then export again")
            }
        }
    }

    private func write(_ bytes: [UInt8], as name: String, in folder: StagedFolder) throws(ExportError) -> Manifest.File
    {
        let file = try OutputFile(creating: folder.path + "/" + name)
        try file.write(bytes)
        let digest = try file.finish()
        return Manifest.File(path: name, bytes: digest.bytes, sha256: digest.sha256)
    }

    private func write(_ manifest: Manifest, in folder: StagedFolder) throws(ExportError) {
        let file = try OutputFile(creating: folder.path + "/" + Manifest.fileName)
        do {
            try file.write(try manifest.json())
        } catch let error as ExportError {
            throw error
        } catch {
            throw ExportError(
                .format, Manifest.fileName, "it could not be encoded: \(error)",
                remedy: "report this together with the version's name")
        }
        _ = try file.finish()
    }
}
