//! What a customer must be, in SQL. `p` is its profile. The one place where a list's conditions are written.

use kernel::Channel;
use store::Value;

use super::wanted::{Span, Wanted};
use super::{Direction, Place, Scope, Sort};

/// Conditions, and the values of their parameters.
pub(super) struct Conditions {
    all: Vec<String>,
    pub values: Vec<Value>,
}

impl Conditions {
    /// Takes in a value; answers the parameter that stands for it.
    pub(super) fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// All of them as one.
    pub(super) fn text(&self) -> String {
        if self.all.is_empty() {
            "1 = 1".to_owned()
        } else {
            self.all.join(" AND ")
        }
    }

    pub(super) fn within_scope(&mut self, scope: Scope) {
        let known = match scope {
            Scope::Known => true,
            Scope::Anonymous => false,
            Scope::All => return,
        };
        let number = self.value(known);
        self.all.push(format!("p.known = {number}"));
    }

    /// The part of the order's index that a page reads: after a place, and within what is wanted of the key itself.
    pub(super) fn range(&mut self, wanted: &Wanted, after: Option<Place>) -> String {
        let (sort, direction) = wanted.sorted();
        let mut parts = Vec::new();
        if let Some(place) = after {
            let way = match direction {
                Direction::Desc => "<",
                Direction::Asc => ">",
            };
            let (key, customer) = (self.value(place.key), place.customer);
            match sort {
                Sort::Created => {
                    self.values.pop();
                    let customer = self.value(customer);
                    parts.push(format!("p.customer {way} {customer}"));
                }
                // As a row, so that both engines begin in the index right there.
                _ => {
                    let customer = self.value(customer);
                    parts.push(format!(
                        "({}, p.customer) {way} ({key}, {customer})",
                        wanted.key()
                    ));
                }
            }
        }
        match sort {
            Sort::LastTouch => self.span(&mut parts, "p.last_at", wanted.last),
            Sort::FirstTouch => self.span(&mut parts, "p.first_at", wanted.first),
            Sort::Orders => {
                if let Some(least) = wanted.orders_min {
                    let least = self.value(least);
                    parts.push(format!("p.orders >= {least}"));
                }
            }
            Sort::Created => {}
        }
        if parts.is_empty() {
            "1 = 1".to_owned()
        } else {
            parts.join(" AND ")
        }
    }

    fn span(&mut self, parts: &mut Vec<String>, column: &str, span: Span) {
        if let Some(from) = span.from {
            let from = self.value(from);
            parts.push(format!("{column} >= {from}"));
        }
        if let Some(until) = span.until {
            let until = self.value(until);
            parts.push(format!("{column} < {until}"));
        }
    }

    fn consent(&mut self, wanted: &Wanted, purpose: &str, channel: Option<Channel>) {
        let (purpose, now) = (self.value(purpose), self.value(wanted.now));
        let (of, over) = match channel {
            // Of one channel, what was said of every channel counts with what was said of it.
            Some(channel) => {
                let number = self.value(channel);
                (
                    format!("(c.channel IS NULL OR c.channel = {number})"),
                    format!("(n.channel IS NULL OR n.channel = {number})"),
                )
            }
            None => (
                "1 = 1".to_owned(),
                "(n.channel IS NULL OR n.channel = c.channel)".to_owned(),
            ),
        };
        // The newest word counts; of two of one moment, the withdrawal.
        self.all.push(format!(
            "EXISTS (SELECT 1 FROM identities i JOIN consents c ON c.identity = i.id
               WHERE i.customer = p.customer AND c.purpose = {purpose} AND c.state = 'given' AND c.at <= {now}
                 AND (c.valid_until IS NULL OR c.valid_until > {now}) AND {of}
                 AND NOT EXISTS (SELECT 1 FROM identities j JOIN consents n ON n.identity = j.id
                   WHERE j.customer = p.customer AND n.purpose = {purpose} AND n.at <= {now} AND {over}
                     AND (n.at > c.at OR (n.at = c.at AND (n.state = 'withdrawn' OR n.seq > c.seq)))))"
        ));
    }
}

/// The conditions of what is wanted, but for attributes, which have to be opened. `values` stand before theirs.
pub(super) fn of(wanted: &Wanted, values: Vec<Value>) -> Conditions {
    let mut it = Conditions {
        all: Vec::new(),
        values,
    };
    let seen = wanted.sight.of_customers("p.customer", &mut it.values);
    if let Some(seen) = seen.strip_prefix(" AND ") {
        it.all.push(seen.to_owned());
    }
    if let Some(list) = &wanted.customers {
        let list: Vec<Vec<u8>> = list.iter().map(|id| id.0.to_vec()).collect();
        let list = it.value(list);
        it.all.push(format!("p.customer = ANY({list})"));
    }
    if !wanted.kinds.is_empty() {
        let kinds: Vec<String> = wanted
            .kinds
            .iter()
            .map(|kind| kind.as_str().into())
            .collect();
        let kinds = it.value(kinds);
        it.all.push(format!("p.kind = ANY({kinds})"));
    }
    let mut spans = Vec::new();
    it.span(&mut spans, "p.last_at", wanted.last);
    it.span(&mut spans, "p.first_at", wanted.first);
    it.all.extend(spans);
    if let Some(least) = wanted.orders_min {
        let least = it.value(least);
        it.all.push(format!("p.orders >= {least}"));
    }
    if !wanted.channels.is_empty() {
        let bits = wanted
            .channels
            .iter()
            .fold(0_i64, |bits, channel| bits | 1 << channel.code());
        let bits = it.value(bits);
        it.all.push(format!(
            "EXISTS (SELECT 1 FROM identities i JOIN identity_numbers n ON n.identity = i.id
               WHERE i.customer = p.customer AND (n.channels & {bits}) <> 0)"
        ));
    }
    if !wanted.tags.is_empty() {
        let tags = it.value(wanted.tags.clone());
        it.all.push(format!(
            "EXISTS (SELECT 1 FROM identities i JOIN tags t ON t.identity = i.id
               WHERE i.customer = p.customer AND t.held = 1 AND t.tag = ANY({tags}))"
        ));
    }
    match &wanted.finding {
        None => {}
        Some(None) => it.all.push(
            "EXISTS (SELECT 1 FROM quality_findings f WHERE f.customer = p.customer)".to_owned(),
        ),
        Some(Some(finding)) => {
            let (code, attribute) = (it.value(&finding.code), it.value(&finding.attribute));
            it.all.push(format!(
                "EXISTS (SELECT 1 FROM quality_findings f
                   WHERE f.customer = p.customer AND f.code = {code} AND f.attribute = {attribute})"
            ));
        }
    }
    if let Some(spend) = wanted.spend_min {
        let (currency, least) = (it.value(spend.currency.as_str()), it.value(spend.amount));
        it.all.push(format!(
            "p.orders > 0 AND (SELECT CAST(COALESCE(SUM(o.total - o.refunded), 0) AS BIGINT) FROM identities i
               JOIN order_facts o ON o.identity = i.id
               WHERE i.customer = p.customer AND o.counts = 1 AND o.currency = {currency}) >= {least}"
        ));
    }
    if let Some((purpose, channel)) = &wanted.consent {
        it.consent(wanted, purpose, *channel);
    }
    it
}
