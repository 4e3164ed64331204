package import QuorumCore

/// One worker's hold on a job; void once the job was cancelled or taken over, which raises the job's attempt.
package struct JobClaim: Sendable, Hashable {
    package let job: Job

    package init(job: Job) {
        self.job = job
    }

    /// The job's number of this attempt.
    var attempt: Int { job.attempt }
}

/// When workers may take jobs, and how often.
package enum JobRules {
    /// After so many attempts that broke off a job has failed.
    package static let mostFailures = 3
    /// After so many attempts a worker that dies is taken for the job's fault: one that a job kills would be again. Workers
    /// are killed for other reasons too, and then with all they do: where that happens every twelve seconds, one in five
    /// attempts at a job of twenty seconds comes to its end.
    package static let mostAttempts = 30
    /// Nothing is put off for longer by honest clocks. What seems to be was, by a clock that was set back since, and is
    /// due.
    static let longestWait: Duration = .seconds(900)
}
