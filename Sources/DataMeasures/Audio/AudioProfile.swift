/// What one recording is like.
struct AudioProfile: Sendable {
    let rate: Int
    let channels: Int
    /// Samples of each channel.
    let frames: Int
    /// LUFS; nil where there is none (`Loudness.integrated`).
    let loudness: Double?
    /// The largest sample, in decibels of full scale; -infinity for digital silence.
    let peak: Double
    /// The mean square of all channels, in decibels of full scale.
    let rms: Double
    /// Share of the samples in runs of three or more at full scale.
    let clipping: Double
    /// The largest mean of a channel, of full scale.
    let dcOffset: Double
    /// Share of the 20 ms frames that are 40 dB or more below the loudest, or below -80 dBFS.
    let silence: Double
    /// Decibels between the 95th and the 5th percentile of the frames' power; nil with digital silence or too few frames.
    let range: Double?
    /// The highest frequency that is within 70 dB of the strongest one, in hertz; nil for what is shorter than a frame of
    /// the spectrum or silent.
    let bandwidth: Double?
    /// SHA-256 of the samples, channels and rate: equal for equal sound, however packed without loss.
    let digest: [UInt8]
    let fingerprint: Fingerprint

    var seconds: Double { Double(frames) / Double(rate) }

    /// The rate promises more than there is: nothing stands in its upper part, as after conversion from a lower rate, but
    /// also in pure tones.
    func isNarrow(below share: Double) -> Bool {
        bandwidth.map { $0 < share * Double(rate) / 2 } ?? false
    }
}
