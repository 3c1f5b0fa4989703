//! The company on both engines.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod access;
mod audit;
mod idempotency;
mod people;
mod register;
mod sign_in;

use company::people::{NewUser, User};
use company::units::{NewUnit, Unit, UnitKind};
use company::{Caller, Role};
use kernel::{Error, UnitId};
use testing::{Bed, on_both};

/// Runs a body in a transaction that writes; what it uses of the test is named and cloned for each try.
macro_rules! tx {
    ($bed:expr, [$($used:ident),*], |$tx:ident, $env:ident| $body:expr) => {{
        let env = $bed.env.clone();
        $(let $used = $used.clone();)*
        $bed.store
            .write(move |$tx| {
                let $env = env.clone();
                $(let $used = $used.clone();)*
                Box::pin(async move {
                    let _ = &$env;
                    $body
                })
            })
            .await
    }};
}
pub(crate) use tx;

/// Somebody new, without a password.
fn person(email: &str, role: Role, unit: Option<UnitId>) -> NewUser {
    NewUser {
        email: email.into(),
        name: "Han Meimei".into(),
        role,
        unit,
        locale: None,
        time_zone: None,
        password: None,
    }
}

/// Adds a person, as the command line does.
async fn added(bed: &Bed, email: &str, role: Role) -> User {
    let new = person(email, role, None);
    tx!(bed, [new], |tx, env| company::people::create(
        tx,
        &env,
        &Caller::local(),
        &new
    )
    .await)
    .unwrap()
}

/// Makes a unit, as the command line does.
async fn unit(bed: &Bed, parent: Option<UnitId>, kind: UnitKind, name: &str) -> Unit {
    let new = NewUnit {
        parent,
        kind,
        name: name.into(),
        name_en: None,
    };
    tx!(bed, [new], |tx, env| company::units::create(
        tx,
        &env,
        &Caller::local(),
        &new
    )
    .await)
    .unwrap()
}

/// The code of a conflict.
fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Conflict { code, .. }) => code,
        other => panic!("a conflict was expected, not {other:?}"),
    }
}

on_both!(every_statement_is_understood, async |bed: &Bed| {
    for sql in company::statements() {
        bed.store
            .write(move |tx| Box::pin(tx.prepare(sql)))
            .await
            .unwrap_or_else(|error| panic!("{error}\n{sql}"));
    }
});
