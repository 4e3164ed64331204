import LabelStore
package import MediaStorage

/// What a server is started with.
package struct ServerSettings: Sendable {
    /// The data folder, as an absolute path.
    package var data: String
    /// URL of a PostgreSQL database; nil for an SQLite file in the data folder.
    package var database: String?
    /// Where uploads, chunks and results are kept.
    package var media = MediaSettings.folder
    package var host: String
    /// 0 takes any free port.
    package var port: Int
    /// The folder of the pages; nil serves the API alone.
    package var pages: String?
    /// The program that jobs run: this one.
    package var executable: String
    /// Bytes of the largest file taken.
    package var largestUpload: Int64 = 2 << 30
    /// How long a file that comes in piece by piece waits for more.
    package var uploadLife: Duration = .seconds(86_400)
    /// How long a file stays that nothing in the database is about.
    package var strayLife: Duration = .seconds(86_400)
    /// How often unfinished uploads and the like are swept.
    package var housekeepingInterval: Duration = .seconds(60)
    /// How long an annotator holds a task without a sign of life.
    package var lease: Duration = .seconds(600)
    /// How long a login lasts.
    package var session: Duration = .seconds(7 * 86_400)
    /// Jobs that this process works on at once; with 0, others must.
    package var workers = 2
    /// How long a job stays with a worker that gives no sign of life.
    package var jobLease: Duration = .seconds(60)
    /// How long a job that broke off waits before its second attempt; before the third, four times as long.
    package var jobRetryPause: Duration = .seconds(10)
    /// Bytes of memory, seconds of processor time and bytes of any one file a job on an upload may take.
    package var jobMemory: Int64 = 2_000_000_000
    package var jobProcessorSeconds = 600
    package var jobFileSize: Int64 = 16 << 30
    /// Whether webhooks may go to addresses that are not of the public internet, and by plain HTTP.
    package var allowsPrivateWebhooks = false
    /// Who else than this service may say who somebody is; nil: nobody.
    package var openID: OpenIDSettings?
    /// Whether people may log in by password, and new ones choose one; the first admin always may.
    package var allowsPasswords = true
    package var feedPace = FeedPace.standard
    package var passwordCost = PasswordCost.standard
    /// How long a stop may take before what still runs is cancelled.
    package var shutdownDeadline: Duration = .seconds(15)

    package init(
        data: String, database: String? = nil, host: String = "127.0.0.1", port: Int = 8080, pages: String?,
        executable: String
    ) {
        self.data = data
        self.database = database
        self.host = host
        self.port = port
        self.pages = pages
        self.executable = executable
    }

    /// Variables that tell a child process where the database and the files are.
    var secrets: [String: String] {
        let variables = media.environment
        return database.map { variables.merging([StoreLocation.environmentVariable: $0]) { $1 } } ?? variables
    }
}
