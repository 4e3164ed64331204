/// Why the store refused or could not do what was asked.
package struct StoreError: Error, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// No such row.
        case notFound
        /// Something by that name or with that content is there already.
        case conflict
        /// It is not as whoever changes it knows it.
        case stale
        /// It belongs to somebody else.
        case forbidden
        /// The lease ran out and its slot went to somebody else.
        case leaseExpired
        /// The task takes no more answers.
        case taskClosed
        /// It was there and is over.
        case gone
        /// It goes beyond the bytes a project may keep.
        case quotaFull
        /// The request contradicts itself.
        case invalid
        /// The database cannot be reached or written just now; trying again may help.
        case unavailable
        /// The database's disk is full; nothing was written.
        case diskFull
        /// The database holds what it never should.
        case corrupt
    }

    package let code: Code
    /// What happened and what to do, for a person.
    package let message: String
    /// The field of a request that is wrong, where it is known.
    package let field: String?
    /// The row of an imported file that is wrong, from 0, where it is about one.
    package let row: Int?

    package init(_ code: Code, _ message: String, field: String? = nil, row: Int? = nil) {
        self.code = code
        self.message = message
        self.field = field
        self.row = row
    }

    package var description: String { message }

    /// Whether what was asked is wrong, rather than that it could not be done.
    package var isRefusal: Bool {
        switch code {
        case .unavailable, .diskFull, .corrupt: false
        default: true
        }
    }

    /// What the database says of a row that is there already; its own words would tell what the row holds.
    static let isThere = StoreError(.conflict, "It is there already; look at what there is.")
    /// What the database says of a row that refers to nothing.
    static let isGone = StoreError(.notFound, "Something that this is about is not there any more; look again.")
}
