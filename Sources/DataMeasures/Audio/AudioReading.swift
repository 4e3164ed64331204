/// Decodes recordings; who runs checks brings it along, for what decodes is no part of this module.
public protocol AudioReading: Sendable {
    /// Gives the samples in order, in blocks of any length.
    ///
    /// The same sound gives the same samples wherever its bytes are, and however they are packed without loss.
    func read(_ recording: Recording, _ body: (AudioBlock) -> Void) throws(MeasureError)
}

/// Some of a recording's samples.
public struct AudioBlock: Sendable {
    /// Channels interleaved, full scale from -1 to 1.
    public let samples: [Float]
    public let channels: Int
    /// Samples a second and channel.
    public let rate: Int

    public init(samples: [Float], channels: Int, rate: Int) {
        self.samples = samples
        self.channels = channels
        self.rate = rate
    }
}
