/// What a server is started with: options, else variables of the environment, else a file, else defaults.
struct ServeConfiguration {
    let work: WorkConfiguration
    let host: Setting<String>
    let port: Setting<Int>
    let pages: Setting<String?>
    let maxUpload: Setting<Int64>
    /// Hours.
    let uploadLife: Setting<Int>
    let login: LoginConfiguration

    /// - Throws: `ValidationError` that names the option, variable or line of the file that is wrong.
    init(_ command: ServeCommand, environment: [String: String]) throws {
        work = try WorkConfiguration(
            command.work, data: command.data, database: command.database, workers: command.workers, atLeast: 0,
            mediaPublic: command.mediaPublic, environment: environment)
        let source = work.source
        host = source.text(command.host, .host, standard: "127.0.0.1")
        port = try source.number(command.port, .port, in: 0...65_535, standard: 8080)
        pages = source.optional(command.pages, .pages)
        maxUpload = try source.number(command.maxUpload, .maxUpload, in: 1...Int64.max, standard: 2 << 30)
        uploadLife = try source.number(command.uploadLife, .uploadLife, in: 1...8760, standard: 24)
        login = try LoginConfiguration(command.login, source: source)
    }

    /// The effective settings, without secrets.
    var lines: [SettingLine] {
        work.lines + [
            SettingLine(.host, host), SettingLine(.port, port),
            SettingLine(.pages, pages, absent: "found beside the program"), SettingLine(.maxUpload, maxUpload),
            SettingLine(.uploadLife, uploadLife),
        ] + login.lines
    }
}
