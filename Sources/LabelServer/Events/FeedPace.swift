/// How often things are done for those who look on at a project.
package struct FeedPace: Sendable {
    /// Between looks at the database, for all listeners together.
    package var look: Duration
    /// Between looks whether a listener may still listen.
    package var check: Duration
    /// The longest silence; a connection that is gone shows when something is written.
    package var beat: Duration
    /// After so long a stream ends.
    package var longest: Duration

    package static let standard = FeedPace(
        look: .seconds(1), check: .seconds(5), beat: .seconds(15), longest: .seconds(900))

    package init(look: Duration, check: Duration, beat: Duration, longest: Duration) {
        self.look = look
        self.check = check
        self.beat = beat
        self.longest = longest
    }
}
