import Foundation
import LabelStore
import Logging
import QuorumCore
import ServiceLifecycle
import Synchronization

/// Tells those who look on at a project when something changes: one look at the database for all of them.
///
/// It looks at the database rather than at this process, so that what other servers and workers do shows too. Listeners
/// are woken and look for themselves: one that is slow to read misses what was in between, never how things are.
final class ProjectFeed: Service {
    private struct Watch {
        var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
        /// How things are, by name.
        var news: [String: String] = [:]
        /// The last event in the audit record when progress was looked at.
        var sequence: Int64?
        var nextProgress = ContinuousClock.now
    }

    private struct State {
        var watches: [ProjectID: Watch] = [:]
        var listeners: [UserID: Int] = [:]
        var count = 0
        var lastNumber = 0
    }

    static let mostListeners = 500
    static let mostListenersOfUser = 20
    /// Counting is let take this part of a processor's time at most: it grows with the project.
    private static let restAfterCounting = 20

    private let store: LabelStore
    private let pace: FeedPace
    private let logger: Logger
    private let state = Mutex(State())
    private let ticks: AsyncStream<Void>
    private let tick: AsyncStream<Void>.Continuation

    init(store: LabelStore, pace: FeedPace, logger: Logger) {
        self.store = store
        self.pace = pace
        self.logger = logger
        (ticks, tick) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Something comes whenever there may be news, and every few seconds; until the stream is let go.
    ///
    /// - Throws: `Problem` (503) when too many look on.
    func follow(_ project: ProjectID, by user: UserID) throws -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let number: Int? = state.withLock { state in
            guard state.count < Self.mostListeners, state.listeners[user, default: 0] < Self.mostListenersOfUser else {
                return nil
            }
            state.lastNumber += 1
            state.count += 1
            state.listeners[user, default: 0] += 1
            state.watches[project, default: Watch()].listeners[state.lastNumber] = continuation
            return state.lastNumber
        }
        guard let number else {
            throw Problem.unavailable("Too many look on at once; close some pages, or ask again in a while.")
        }
        continuation.onTermination = { _ in self.forget(number, of: project, by: user) }
        continuation.yield()
        tick.yield()
        return stream
    }

    /// How things are in a project that somebody follows: JSON in one line, by the name of its event.
    func news(of project: ProjectID) -> [String: String] { state.withLock { $0.watches[project]?.news ?? [:] } }

    private func forget(_ number: Int, of project: ProjectID, by user: UserID) {
        state.withLock { state in
            guard state.watches[project]?.listeners.removeValue(forKey: number) != nil else { return }
            if state.watches[project]?.listeners.isEmpty == true { state.watches[project] = nil }
            state.count -= 1
            state.listeners[user, default: 1] -= 1
            if state.listeners[user] == 0 { state.listeners[user] = nil }
        }
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.keepTicking() }
                for await _ in self.ticks { await self.lookAround() }
            }
        }
    }

    private func keepTicking() async {
        var lastWake = ContinuousClock.now
        while !Task.isCancelled {
            try? await Task.sleep(for: pace.look)
            tick.yield()
            guard ContinuousClock.now - lastWake >= pace.check else { continue }
            lastWake = .now
            let listeners = state.withLock { state in state.watches.values.flatMap { $0.listeners.values } }
            for listener in listeners { listener.yield() }
        }
    }

    private func lookAround() async {
        let projects = state.withLock { Array($0.watches.keys) }
        guard !projects.isEmpty else { return }
        do {
            let sequence = try await store.auditSequence()
            for project in projects { try await lookAtJobs(of: project) }
            for project in projects { try await lookAtProgress(of: project, as: sequence) }
        } catch {
            logger.warning("Projects cannot be looked at", metadata: ["error": "\(error)"])
        }
    }

    private func lookAtJobs(of project: ProjectID) async throws {
        // In this order: a job that is queued between the two is told of by the next look at the latest.
        let newest = try await store.jobs(in: project, limit: 1).first?.id
        let jobs = try await store.unfinishedJobs(in: project)
        guard try tell("jobs", JobsNews(jobs, newest: newest), of: project) else { return }
        // A job that begins changes how many files wait.
        state.withLock { $0.watches[project]?.sequence = nil }
    }

    /// Whatever else changes the counts leaves an event in the audit record.
    private func lookAtProgress(of project: ProjectID, as sequence: Int64) async throws {
        let start = ContinuousClock.now
        let isDue = state.withLock { state in
            guard let watch = state.watches[project] else { return false }
            return watch.sequence != sequence && watch.nextProgress <= start
        }
        guard isDue else { return }
        let counts = try await store.counts(of: project)
        state.withLock { state in
            state.watches[project]?.sequence = sequence
            state.watches[project]?.nextProgress = .now + (ContinuousClock.now - start) * Self.restAfterCounting
        }
        try tell("progress", ProgressNews(counts), of: project)
    }

    /// - Returns: whether it is news.
    @discardableResult
    private func tell(_ name: String, _ news: some Encodable, of project: ProjectID) throws -> Bool {
        let text = String(decoding: try JSONEncoder.api.encode(news), as: UTF8.self)
        let listeners: [AsyncStream<Void>.Continuation]? = state.withLock { state in
            guard let watch = state.watches[project], watch.news[name] != text else { return nil }
            state.watches[project]?.news[name] = text
            return Array(watch.listeners.values)
        }
        for listener in listeners ?? [] { listener.yield() }
        return listeners != nil
    }
}
