//! People, and who may make whom.

use company::people::{self, Filter, UserChange};
use company::units::UnitKind;
use company::{Caller, Role, sessions};
use kernel::{Error, Paging};
use testing::{Bed, on_both};

use crate::{added, code, person, tx, unit};

on_both!(an_email_address_belongs_to_one_person, async |bed: &Bed| {
    let first = added(bed, " Li.Lei@Example.com", Role::Owner).await;
    assert_eq!(first.email, "li.lei@example.com");
    let again = person("LI.LEI@example.com", Role::Agent, None);
    let refused = tx!(bed, [again], |tx, env| people::create(
        tx,
        &env,
        &Caller::local(),
        &again
    )
    .await);
    assert_eq!(code(refused), "email_taken");
    let other = added(bed, "b@example.com", Role::Agent).await.id;
    let change = UserChange {
        email: Some("li.lei@example.com".into()),
        ..UserChange::default()
    };
    let refused = tx!(bed, [change], |tx, env| people::change(
        tx,
        &env,
        &Caller::local(),
        other,
        &change
    )
    .await);
    assert_eq!(code(refused), "email_taken");
});

on_both!(the_last_owner_stays, async |bed: &Bed| {
    let local = Caller::local();
    let first = added(bed, "a@example.com", Role::Owner).await.id;
    let demote = UserChange {
        role: Some(Role::Admin),
        ..UserChange::default()
    };
    let refused = tx!(bed, [local, demote], |tx, env| people::change(
        tx, &env, &local, first, &demote
    )
    .await);
    assert_eq!(code(refused), "last_owner");
    let refused = tx!(bed, [local], |tx, env| people::set_disabled(
        tx, &env, &local, first, true
    )
    .await);
    assert_eq!(code(refused), "last_owner");

    let second = added(bed, "b@example.com", Role::Owner).await.id;
    let disabled = tx!(bed, [local], |tx, env| people::set_disabled(
        tx, &env, &local, first, true
    )
    .await);
    assert!(disabled.unwrap().disabled_at.is_some());
    let refused = tx!(bed, [local, demote], |tx, env| people::change(
        tx, &env, &local, second, &demote
    )
    .await);
    assert_eq!(
        code(refused),
        "last_owner",
        "a disabled owner does not count"
    );
});

on_both!(two_owners_cannot_both_leave_at_once, async |bed: &Bed| {
    let first = added(bed, "a@example.com", Role::Owner).await.id;
    let second = added(bed, "b@example.com", Role::Owner).await.id;
    let leave = async |id| {
        tx!(bed, [], |tx, env| people::set_disabled(
            tx,
            &env,
            &Caller::local(),
            id,
            true
        )
        .await)
        .is_ok()
    };
    let (a, b) = tokio::join!(leave(first), leave(second));
    assert!(a != b, "exactly one of them may go: {a} {b}");
});

on_both!(
    nobody_makes_somebody_greater_than_themselves,
    async |bed: &Bed| {
        let admin = added(bed, "admin@example.com", Role::Admin).await;
        let owner = added(bed, "owner@example.com", Role::Owner).await.id;
        let by = admin.caller();
        let new = person("new@example.com", Role::Owner, None);
        let refused = tx!(bed, [by, new], |tx, env| people::create(
            tx, &env, &by, &new
        )
        .await);
        assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
        let raise = UserChange {
            role: Some(Role::Owner),
            ..UserChange::default()
        };
        let id = admin.id;
        let refused = tx!(bed, [by, raise], |tx, env| people::change(
            tx, &env, &by, id, &raise
        )
        .await);
        assert!(
            matches!(refused, Err(Error::Forbidden(_))),
            "not even themselves: {refused:?}"
        );
        let refused = tx!(bed, [by], |tx, env| people::set_disabled(
            tx, &env, &by, owner, true
        )
        .await);
        assert!(
            matches!(refused, Err(Error::Forbidden(_))),
            "nor an owner: {refused:?}"
        );
        let hash = company::passwords::PasswordHash::decoy();
        let refused = tx!(bed, [by, hash], |tx, env| people::set_password(
            tx, &env, &by, owner, &hash, None
        )
        .await);
        assert!(
            matches!(refused, Err(Error::Forbidden(_))),
            "nor their password: {refused:?}"
        );
        let new = person("agent@example.com", Role::Agent, None);
        tx!(bed, [by, new], |tx, env| people::create(
            tx, &env, &by, &new
        )
        .await)
        .unwrap();
    }
);

on_both!(
    a_person_of_a_unit_sees_and_makes_only_its_people,
    async |bed: &Bed| {
        let east = unit(bed, None, UnitKind::Region, "East").await;
        let west = unit(bed, None, UnitKind::Region, "West").await;
        let shop = unit(bed, Some(east.id), UnitKind::Shop, "Xuhui").await;
        let make = async |email: &str, role, unit| {
            let new = person(email, role, Some(unit));
            tx!(bed, [new], |tx, env| people::create(
                tx,
                &env,
                &Caller::local(),
                &new
            )
            .await)
        };
        let admin = make("admin.east@example.com", Role::Admin, east.id)
            .await
            .unwrap();
        let below = make("shop@example.com", Role::Store, shop.id)
            .await
            .unwrap();
        let beside = make("west@example.com", Role::Store, west.id)
            .await
            .unwrap();
        assert!(
            make("o@example.com", Role::Owner, east.id).await.is_err(),
            "owners see all"
        );

        let by = admin.caller();
        let seen = tx!(bed, [by], |tx, _env| people::list(
            tx,
            &by,
            Filter::default(),
            &Paging::default()
        )
        .await)
        .unwrap();
        let emails: Vec<&str> = seen.data.iter().map(|user| user.email.as_str()).collect();
        assert_eq!(emails, ["admin.east@example.com", "shop@example.com"]);
        let (below, beside) = (below.id, beside.id);
        let found = tx!(bed, [by], |tx, _env| Ok((
            people::get(tx, &by, below).await?.is_some(),
            people::get(tx, &by, beside).await?.is_some()
        )));
        assert_eq!(found.unwrap(), (true, false));

        let new = person("new@example.com", Role::Agent, None);
        let made = tx!(bed, [by, new], |tx, env| people::create(
            tx, &env, &by, &new
        )
        .await)
        .unwrap();
        assert_eq!(
            made.unit,
            Some(east.id),
            "a unit that is not said is the caller's"
        );
        let new = person("far@example.com", Role::Agent, Some(west.id));
        let refused = tx!(bed, [by, new], |tx, env| people::create(
            tx, &env, &by, &new
        )
        .await);
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    }
);

on_both!(
    disabling_ends_sessions_and_everybody_may_name_themselves,
    async |bed: &Bed| {
        added(bed, "owner@example.com", Role::Owner).await;
        let agent = added(bed, "agent@example.com", Role::Agent).await;
        let (id, by) = (agent.id, agent.caller());
        let change = UserChange {
            name: Some("韩梅梅".into()),
            time_zone: Some(Some("Asia/Shanghai".into())),
            ..UserChange::default()
        };
        let changed = tx!(bed, [by, change], |tx, env| people::change(
            tx, &env, &by, id, &change
        )
        .await)
        .unwrap();
        assert_eq!(
            (changed.name.as_str(), changed.time_zone.as_deref()),
            ("韩梅梅", Some("Asia/Shanghai"))
        );

        let (_, secret) = tx!(bed, [], |tx, env| sessions::create(tx, &env, id).await).unwrap();
        let there = |secret: company::secret::Secret| async move {
            tx!(bed, [secret], |tx, env| sessions::find(
                tx,
                env.now(),
                secret.reveal()
            )
            .await)
            .unwrap()
            .is_some()
        };
        assert!(there(secret.clone()).await);
        tx!(bed, [], |tx, env| people::set_disabled(
            tx,
            &env,
            &Caller::local(),
            id,
            true
        )
        .await)
        .unwrap();
        assert!(!there(secret).await);
    }
);

on_both!(pages_of_people_are_whole, async |bed: &Bed| {
    for number in 0..7 {
        added(bed, &format!("p{number}@example.com"), Role::Agent).await;
    }
    let mut paging = Paging {
        limit: Some(3),
        cursor: None,
    };
    let mut seen = Vec::new();
    loop {
        let page = tx!(bed, [paging], |tx, _env| people::list(
            tx,
            &Caller::local(),
            Filter::default(),
            &paging
        )
        .await)
        .unwrap();
        seen.extend(page.data.into_iter().map(|user| user.email));
        paging.cursor = page.next_cursor;
        if paging.cursor.is_none() {
            break;
        }
    }
    let wanted: Vec<String> = (0..7)
        .map(|number| format!("p{number}@example.com"))
        .collect();
    assert_eq!(seen, wanted);
});
