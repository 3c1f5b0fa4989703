//! The context of an event: what is known of it by name, and the rest by its look.

use super::{Splitter, decide, has_thing, laid_over, name_of};
use crate::tracking::json::{Json, Kind, quote};
use crate::tracking::personal::{Verdict, names_things, of_name};

impl Splitter<'_, '_> {
    pub(super) fn context(&mut self, layers: [Option<Json<'_>>; 2]) {
        for (name, value) in laid_over(layers) {
            let name = name.written();
            if name != "traits" {
                self.around("", &name, value, false);
            }
        }
    }

    fn around(&mut self, parent: &str, name: &str, value: Json<'_>, things: bool) {
        match (
            decide(of_context(parent, name), value, things),
            value.kind(),
        ) {
            (Some(true), _) => self.put_personal(name, value),
            (Some(false), _) => self.put_open(name, value),
            (None, Kind::List) => {
                // Lists of a context are few and small, and nobody counts what is in them.
                let mut personal = false;
                any_personal(value, &mut personal);
                if personal {
                    self.put_personal(name, value)
                } else {
                    self.put_open(name, value)
                }
            }
            (None, _) => self.within(name, |splitter| {
                let things = names_things(name) || has_thing(value);
                for (inner, value) in value.members() {
                    splitter.around(name, &inner.written(), value, things);
                }
                if parent.is_empty() && name == "page" {
                    splitter.hosts(value);
                }
            }),
        }
    }

    /// The hosts of the page and of where the visitor came from: they say much and name nobody.
    fn hosts(&mut self, page: Json<'_>) {
        for (name, of) in [("host", "url"), ("referrer_host", "referrer")] {
            let url = page.get(of).and_then(|url| url.text());
            if let Some(host) = url
                .as_deref()
                .and_then(host)
                .filter(|_| page.get(name).is_none())
            {
                name_of(&mut self.open, name);
                quote(host, &mut self.open);
            }
        }
    }
}

fn any_personal(value: Json<'_>, found: &mut bool) {
    let mut look = |name: &str, value: Json<'_>| match decide(of_name(name), value, true) {
        Some(personal) => *found |= personal,
        None => any_personal(value, found),
    };
    value.items().for_each(|item| look("", item));
    value
        .members()
        .for_each(|(name, member)| look(&name.written(), member));
}

/// What the place in the context says: the well-known ones by name, and the rest as properties.
fn of_context(parent: &str, name: &str) -> Verdict {
    match (parent, name) {
        (
            "",
            "ip" | "userAgent" | "userAgentData" | "location" | "address" | "externalId"
            | "externalIds" | "identities",
        ) => Verdict::Personal,
        ("page", "url" | "referrer" | "search") => Verdict::Personal,
        ("device", "id" | "advertisingId" | "token" | "name") => Verdict::Personal,
        (
            "" | "page" | "device" | "library" | "os" | "app" | "screen" | "campaign" | "network",
            "library" | "locale" | "timezone" | "os" | "app" | "screen" | "campaign" | "network"
            | "device" | "page" | "path" | "title" | "name" | "version" | "build" | "source"
            | "medium" | "width" | "height" | "density" | "type" | "manufacturer" | "model",
        ) => Verdict::Open,
        _ => of_name(name),
    }
}

/// The host of a full address, without port and without who signed in.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = host.split(':').next()?;
    let plain = host
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
    (plain && !host.is_empty()).then_some(host)
}
