import ArgumentParser
import OTLPTracing

/// Where traces go, and which.
struct TraceConfiguration {
    let endpoint: Setting<String?>
    let headers: Setting<String?>
    let service: Setting<String>
    let sampler: Setting<String>
    let share: Setting<String>
    /// nil without an endpoint.
    let settings: TraceSettings?

    /// - Throws: `ValidationError` that names what is wrong.
    init(_ option: String?, source: SettingSource) throws {
        endpoint = source.optional(option, .otlpEndpoint)
        headers = source.optional(nil, .otlpHeaders)
        service = source.text(nil, .otlpService, standard: "quorum")
        sampler = source.text(nil, .otlpSampler, standard: TraceSampler.parentOrOn.rawValue)
        share = source.text(nil, .otlpSamplerArg, standard: "1")
        guard let endpoint = endpoint.value else {
            settings = nil
            return
        }
        guard let known = TraceSampler(rawValue: sampler.value) else {
            let names = TraceSampler.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("\(source.place(of: .otlpSampler)): \"\(sampler.value)\" is not one of \(names).")
        }
        guard let part = Double(share.value), (0...1).contains(part) else {
            throw ValidationError(
                "\(source.place(of: .otlpSamplerArg)): \"\(share.value)\" is no share; set a number from 0 to 1.")
        }
        guard TraceSettings.areHeaders(headers.value ?? "") else {
            // No word of them, which may be a key.
            throw ValidationError(
                "\(source.place(of: .otlpHeaders)) is not written name=value,name=value.")
        }
        guard
            let settings = TraceSettings(
                endpoint: endpoint, headers: headers.value, service: service.value, sampler: known, share: part)
        else {
            throw ValidationError(
                "\(source.place(of: .otlpEndpoint, option: option)) is no address of a collector, such as "
                    + "http://127.0.0.1:4318.")
        }
        self.settings = settings
    }

    /// The effective settings, without the headers, which may hold a key.
    var lines: [SettingLine] {
        let address = SettingLine(.otlpEndpoint, endpoint, absent: "none")
        guard settings != nil else { return [address] }
        return [
            address,
            SettingLine(SettingName.otlpHeaders.rawValue, headers.value == nil ? "none" : "…", headers.origin),
            SettingLine(.otlpService, service), SettingLine(.otlpSampler, sampler), SettingLine(.otlpSamplerArg, share),
        ]
    }
}
