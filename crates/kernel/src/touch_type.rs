//! What sort of thing an entry of the ledger records.

crate::coded_enum! {
    /// The type of a ledger entry: the six of the tracking API, and the decisions Rapport itself records.
    TouchType, "touch type" {
        /// Something the customer did, named by `event`.
        Track = 1 => "track",
        /// Who a visitor is, with traits.
        Identify = 2 => "identify",
        /// A page was viewed.
        Page = 3 => "page",
        /// A screen of an app was viewed.
        Screen = 4 => "screen",
        /// The customer belongs to an organisation or household.
        Group = 5 => "group",
        /// Two identifiers are one.
        Alias = 6 => "alias",
        /// Decision: identities were given to customers by rule.
        Resolved = 101 => "decision.resolved",
        /// Decision: two customers were found to be one.
        Merged = 102 => "decision.merged",
        /// Decision: a merge was taken back.
        Unmerged = 103 => "decision.unmerged",
        /// Decision: an identity was marked, or no longer marked, as context.
        Context = 104 => "decision.context",
        /// Decision: a person edited a customer.
        Edited = 105 => "decision.edited",
        /// Decision: consent was given or withdrawn.
        Consent = 106 => "decision.consent",
        /// Decision: a customer was erased.
        Erased = 107 => "decision.erased",
        /// Decision: a cannot-link was lifted by a person.
        CannotLinkLifted = 108 => "decision.cannot_link_lifted",
        /// Decision: what an import brought was taken back.
        Withdrawn = 109 => "decision.withdrawn",
        /// Decision: a person said that two identities are not one.
        KeptApart = 110 => "decision.kept_apart",
    }
}

impl TouchType {
    /// Whether the entry is a touch; the rest are decisions.
    #[must_use]
    pub const fn is_touch(self) -> bool {
        self.code() < 100
    }
}
