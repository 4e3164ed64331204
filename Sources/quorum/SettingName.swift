/// What can be set, by the name that it has in a file and, with two hyphens before it, as an option.
enum SettingName: String, CaseIterable {
    case data, host, port, database, media, workers
    case mediaPublic = "media-public"
    case s3Endpoint = "s3-endpoint"
    case s3Region = "s3-region"
    case s3AccessKey = "s3-access-key"
    case s3SecretKey = "s3-secret-key"
    case pages = "static"
    case maxUpload = "max-upload"
    case uploadLife = "upload-life"
    case jobLease = "job-lease"
    case strayLife = "stray-life"
    case privateWebhooks = "private-webhooks"
    case publicURL = "public-url"
    case oidcIssuer = "oidc-issuer"
    case oidcClient = "oidc-client"
    case oidcSecret = "oidc-secret"
    case oidcScopes = "oidc-scopes"
    case oidcLabel = "oidc-label"
    case oidcSignUp = "oidc-sign-up"
    case noPasswords = "no-passwords"
    case logLevel = "log-level"
    case otlpEndpoint = "otlp-endpoint"
    case otlpHeaders = "otlp-headers"
    case otlpService = "otlp-service"
    case otlpSampler = "otlp-sampler"
    case otlpSamplerArg = "otlp-sampler-arg"

    /// The variables of the environment that say it; the first that is set counts.
    var variables: [String] {
        switch self {
        // Those that other programs for S3 read.
        case .s3Endpoint: ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"]
        case .s3Region: ["AWS_REGION", "AWS_DEFAULT_REGION"]
        case .s3AccessKey: ["AWS_ACCESS_KEY_ID"]
        case .s3SecretKey: ["AWS_SECRET_ACCESS_KEY"]
        // Those of OpenTelemetry.
        case .otlpEndpoint: ["OTEL_EXPORTER_OTLP_ENDPOINT"]
        case .otlpHeaders: ["OTEL_EXPORTER_OTLP_HEADERS"]
        case .otlpService: ["OTEL_SERVICE_NAME"]
        case .otlpSampler: ["OTEL_TRACES_SAMPLER"]
        case .otlpSamplerArg: ["OTEL_TRACES_SAMPLER_ARG"]
        default: ["QUORUM_" + rawValue.uppercased().replacing("-", with: "_")]
        }
    }
}

/// A setting, and who gave it.
struct Setting<Value> {
    let value: Value
    let origin: SettingOrigin
}

enum SettingOrigin: String {
    case option, environment, file
    case standard = "default"
}
