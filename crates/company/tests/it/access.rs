//! API tokens and settings.

use company::permission::{Permission, Permissions};
use company::settings::{self, Locale, SettingsChange};
use company::tokens::{self, NewToken};
use company::units::UnitKind;
use company::{Caller, Role};
use kernel::{Error, Paging};
use testing::{Bed, on_both};

use crate::{added, tx, unit};

fn token(role: Role) -> NewToken {
    NewToken {
        name: "till".into(),
        role,
        scopes: None,
        unit: None,
        expires_at: None,
    }
}

on_both!(a_token_may_do_what_its_scopes_say, async |bed: &Bed| {
    let shop = unit(bed, None, UnitKind::Shop, "Xuhui").await;
    let new = NewToken {
        scopes: Some(Permissions::of(&[Permission::TouchesWrite])),
        unit: Some(shop.id),
        expires_at: Some(bed.env.now().plus_seconds(3_600)),
        ..token(Role::Store)
    };
    let (made, secret) = tx!(bed, [new], |tx, env| tokens::create(
        tx,
        &env,
        &Caller::local(),
        &new
    )
    .await)
    .unwrap();
    assert!(secret.reveal().starts_with("rpt_") && secret.reveal().len() == 47);
    let find = async || {
        tx!(bed, [secret], |tx, env| tokens::find(
            tx,
            env.now(),
            secret.reveal()
        )
        .await)
        .unwrap()
    };
    let found = find().await.unwrap();
    let caller = found.caller();
    assert_eq!(caller.actor, made.id.to_string());
    assert!(caller.allows(Permission::TouchesWrite) && !caller.allows(Permission::CustomersRead));
    assert!(caller.within(&shop.path) && !caller.sees(None));
    assert!(caller.require(Permission::CustomersRead).is_err());

    assert!(found.is_stale(bed.env.now()));
    let id = made.id;
    tx!(bed, [], |tx, env| tokens::used(tx, env.now(), id).await).unwrap();
    bed.clock.advance_seconds(1_800);
    tx!(bed, [], |tx, env| tokens::used(tx, env.now(), id).await).unwrap();
    let used = find().await.unwrap();
    assert_eq!(
        used.used_at.map(|at| at.plus_seconds(1_800)),
        Some(bed.env.now()),
        "noted once an hour"
    );
    assert!(!used.is_stale(bed.env.now()));
    bed.clock.advance_seconds(1_800);
    assert!(find().await.is_none(), "it has ended");
});

on_both!(a_revoked_token_is_refused, async |bed: &Bed| {
    let new = token(Role::Admin);
    let (made, secret) = tx!(bed, [new], |tx, env| tokens::create(
        tx,
        &env,
        &Caller::local(),
        &new
    )
    .await)
    .unwrap();
    let id = made.id;
    for _ in 0..2 {
        let revoked = tx!(bed, [], |tx, env| tokens::revoke(
            tx,
            &env,
            &Caller::local(),
            id
        )
        .await);
        assert!(revoked.unwrap().revoked_at.is_some());
    }
    let found = tx!(bed, [secret], |tx, env| tokens::find(
        tx,
        env.now(),
        secret.reveal()
    )
    .await);
    assert!(found.unwrap().is_none());
    let counts = tx!(bed, [], |tx, _env| {
        let local = Caller::local();
        let active = tokens::list(tx, &local, false, &Paging::default())
            .await?
            .data
            .len();
        Ok((
            active,
            tokens::list(tx, &local, true, &Paging::default())
                .await?
                .data
                .len(),
        ))
    });
    assert_eq!(counts.unwrap(), (0, 1));
});

on_both!(
    nobody_makes_a_token_greater_than_themselves,
    async |bed: &Bed| {
        let by = added(bed, "admin@example.com", Role::Admin).await.caller();
        let owner = token(Role::Owner);
        let refused = tx!(bed, [by, owner], |tx, env| tokens::create(
            tx, &env, &by, &owner
        )
        .await);
        assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
        let odd = NewToken {
            scopes: Some(Permissions::of(&[Permission::AuditRead])),
            ..token(Role::Agent)
        };
        let refused = tx!(bed, [by, odd], |tx, env| tokens::create(
            tx, &env, &by, &odd
        )
        .await);
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
        let narrow = Caller {
            permissions: Permissions::of(&[Permission::TokensWrite]),
            ..by
        };
        let agent = token(Role::Agent);
        let refused = tx!(bed, [narrow, agent], |tx, env| tokens::create(
            tx, &env, &narrow, &agent
        )
        .await);
        assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
    }
);

on_both!(settings_are_typed_and_come_back, async |bed: &Bed| {
    let change = SettingsChange {
        name: Some("澄川集团".into()),
        locale: Some(Locale::ZhCn),
        time_zone: Some("asia/shanghai".into()),
        country: Some("cn".into()),
        currency: Some("CNY".parse().unwrap()),
    };
    let set = tx!(bed, [change], |tx, env| settings::set(
        tx,
        &env,
        &Caller::local(),
        &change
    )
    .await)
    .unwrap();
    let got = tx!(bed, [], |tx, _env| settings::get(tx).await).unwrap();
    assert_eq!(set, got);
    assert_eq!(
        (
            got.name.as_str(),
            got.time_zone.as_str(),
            got.country.as_str()
        ),
        ("澄川集团", "Asia/Shanghai", "CN")
    );
    for (bad, field) in [
        (
            SettingsChange {
                time_zone: Some("Mars/Olympus".into()),
                ..SettingsChange::default()
            },
            "time_zone",
        ),
        (
            SettingsChange {
                country: Some("China".into()),
                ..SettingsChange::default()
            },
            "country",
        ),
        (
            SettingsChange {
                name: Some(" ".into()),
                ..SettingsChange::default()
            },
            "name",
        ),
    ] {
        let refused = tx!(bed, [bad], |tx, env| settings::set(
            tx,
            &env,
            &Caller::local(),
            &bad
        )
        .await);
        assert!(
            matches!(&refused, Err(Error::Invalid(fields)) if fields[0].field == field),
            "{refused:?}"
        );
    }
});
