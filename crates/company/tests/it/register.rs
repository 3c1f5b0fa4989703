//! Units, touchpoints and sources.

use company::sources::{self, NewSource, SourceChange};
use company::touchpoints::{self, Filter, NewTouchpoint, Stage, State, TouchpointChange};
use company::units::{self, UnitChange, UnitKind};
use company::{Caller, Role, Scope, SourceCache};
use kernel::{Channel, Error, Money, Paging};
use testing::{Bed, on_both};

use crate::{code, tx, unit};

fn held_to(unit: &units::Unit) -> Caller {
    Caller {
        role: Role::Admin,
        permissions: Role::Admin.permissions(),
        scope: Some(Scope {
            unit: unit.num,
            path: unit.path.clone(),
        }),
        ..Caller::local()
    }
}

on_both!(
    a_moved_unit_takes_what_is_below_with_it,
    async |bed: &Bed| {
        let brand = unit(bed, None, UnitKind::Brand, "Tea").await;
        let east = unit(bed, Some(brand.id), UnitKind::Region, "East").await;
        let west = unit(bed, Some(brand.id), UnitKind::Region, "West").await;
        let shop = unit(bed, Some(east.id), UnitKind::Shop, "Xuhui").await;
        let till = unit(bed, Some(shop.id), UnitKind::Team, "Tills").await;
        assert!(till.path.starts_with(&shop.path) && shop.path.starts_with(&east.path));
        let move_to = async |id, parent| {
            let change = UnitChange {
                parent: Some(parent),
                ..UnitChange::default()
            };
            tx!(bed, [change], |tx, env| units::change(
                tx,
                &env,
                &Caller::local(),
                id,
                &change
            )
            .await)
        };
        let moved = move_to(shop.id, Some(west.id)).await.unwrap();
        assert_eq!(
            (moved.parent, moved.path),
            (Some(west.id), format!("{}{}/", west.path, shop.num))
        );
        let by = held_to(&west);
        let seen = tx!(bed, [by], |tx, _env| units::list(
            tx,
            &by,
            false,
            &Paging::default()
        )
        .await)
        .unwrap();
        let names: Vec<&str> = seen.data.iter().map(|unit| unit.name.as_str()).collect();
        assert_eq!(names, ["West", "Xuhui", "Tills"]);
        for below in [shop.id, till.id] {
            let refused = move_to(shop.id, Some(below)).await;
            assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
        }
        let root = move_to(shop.id, None).await.unwrap();
        assert_eq!((root.parent, root.path), (None, format!("/{}/", shop.num)));
    }
);

on_both!(
    a_unit_in_use_is_not_archived_and_nobody_changes_their_own,
    async |bed: &Bed| {
        let brand = unit(bed, None, UnitKind::Brand, "Tea").await;
        let shop = unit(bed, Some(brand.id), UnitKind::Shop, "Xuhui").await;
        let archive = UnitChange {
            archived: Some(true),
            ..UnitChange::default()
        };
        let (top, below) = (brand.id, shop.id);
        let local = Caller::local();
        let refused = tx!(bed, [local, archive], |tx, env| units::change(
            tx, &env, &local, top, &archive
        )
        .await);
        assert_eq!(code(refused), "unit_in_use");
        let by = held_to(&brand);
        let rename = UnitChange {
            name: Some("Coffee".into()),
            ..UnitChange::default()
        };
        let refused = tx!(bed, [by, rename], |tx, env| units::change(
            tx, &env, &by, top, &rename
        )
        .await);
        assert!(matches!(refused, Err(Error::Forbidden(_))));
        let archived = tx!(bed, [by, archive], |tx, env| units::change(
            tx, &env, &by, below, &archive
        )
        .await)
        .unwrap();
        assert!(archived.archived_at.is_some());
        let by = held_to(&shop);
        let hidden = tx!(bed, [by], |tx, _env| units::get(tx, &by, top).await);
        assert!(hidden.unwrap().is_none(), "what is above is not seen");
    }
);

on_both!(
    the_register_keeps_every_fact_and_its_scope,
    async |bed: &Bed| {
        let shop = unit(bed, None, UnitKind::Shop, "Xuhui").await;
        let other = unit(bed, None, UnitKind::Shop, "Jing'an").await;
        let by = held_to(&shop);
        let new = NewTouchpoint {
            stage: Some(Stage::Buy),
            owner: Some("店长".into()),
            standard: Some("一分钟内问候".into()),
            response_minutes: Some(3),
            cost: Some(Money {
                amount: 18_600_000,
                currency: "CNY".parse().unwrap(),
            }),
            ..NewTouchpoint::named("徐汇店", Channel::Store)
        };
        let made = tx!(bed, [by, new], |tx, env| touchpoints::create(
            tx, &env, &by, &new
        )
        .await)
        .unwrap();
        assert_eq!(
            (made.unit, made.state, made.stage, made.cost),
            (Some(shop.id), State::Live, new.stage, new.cost)
        );
        let id = made.id;
        let change = TouchpointChange {
            cost: Some(None),
            state: Some(State::Archived),
            ..TouchpointChange::default()
        };
        let changed = tx!(bed, [by, change], |tx, env| touchpoints::change(
            tx, &env, &by, id, &change
        )
        .await)
        .unwrap();
        assert_eq!(
            (changed.cost, changed.state, changed.owner.as_deref()),
            (None, State::Archived, Some("店长"))
        );

        let stranger = held_to(&other);
        let hidden = tx!(bed, [stranger], |tx, _env| touchpoints::get(
            tx, &stranger, id
        )
        .await);
        assert!(hidden.unwrap().is_none());
        let local = Caller::local();
        let named = tx!(bed, [local], |tx, _env| touchpoints::named(
            tx,
            &local,
            "徐汇店"
        )
        .await)
        .unwrap();
        assert_eq!(named.map(|touchpoint| touchpoint.id), Some(id));
        for (filter, count) in [
            (Filter::default(), 1),
            (
                Filter {
                    channel: Some(Channel::Store),
                    ..Filter::default()
                },
                1,
            ),
            (
                Filter {
                    channel: Some(Channel::Web),
                    ..Filter::default()
                },
                0,
            ),
            (
                Filter {
                    state: Some(State::Live),
                    ..Filter::default()
                },
                0,
            ),
            (
                Filter {
                    unit: Some(shop.id),
                    ..Filter::default()
                },
                1,
            ),
            (
                Filter {
                    unit: Some(other.id),
                    ..Filter::default()
                },
                0,
            ),
        ] {
            let page = tx!(bed, [local, filter], |tx, _env| touchpoints::list(
                tx,
                &local,
                &filter,
                &Paging::default()
            )
            .await);
            assert_eq!(page.unwrap().data.len(), count, "{filter:?}");
        }
    }
);

on_both!(
    an_unknown_touchpoint_becomes_one_draft,
    async |bed: &Bed| {
        let discover = async || {
            tx!(bed, [], |tx, env| touchpoints::discover(
                tx,
                &env,
                Channel::Web,
                "shop.example/landing",
                "Landing\u{7}"
            )
            .await)
            .unwrap()
            .unwrap()
        };
        let (a, b) = tokio::join!(discover(), discover());
        assert_eq!(a, b);
        assert_eq!(discover().await, a);
        let id = a.id;
        let draft = tx!(bed, [], |tx, _env| touchpoints::get(
            tx,
            &Caller::local(),
            id
        )
        .await)
        .unwrap()
        .unwrap();
        assert_eq!(
            (draft.state, draft.name.as_str()),
            (State::Draft, "web:shop.example/landing")
        );
        let other = tx!(bed, [], |tx, env| touchpoints::discover(
            tx,
            &env,
            Channel::App,
            "shop.example/landing",
            "Landing"
        )
        .await);
        assert_ne!(other.unwrap().unwrap().num, a.num);
    }
);

on_both!(
    a_source_is_found_by_its_key_until_it_is_not,
    async |bed: &Bed| {
        let cache = SourceCache::default();
        let local = Caller::local();
        let new = NewSource {
            name: "web".into(),
            touchpoint: None,
            channel: None,
        };
        let find = async |key: &company::secret::Secret| {
            cache.find(&bed.store, key.reveal()).await.unwrap()
        };
        let (made, key) = tx!(bed, [cache, local, new], |tx, env| sources::create(
            tx, &env, &cache, &local, &new
        )
        .await)
        .unwrap();
        assert_eq!(key.reveal().len(), 32);
        assert!(key.reveal().ends_with(&made.key_hint));
        let found = find(&key).await.unwrap();
        assert_eq!(
            (found.num, found.id, found.channel),
            (made.num, made.id, Channel::Web)
        );
        let id = made.id;

        let (rotated, next) = tx!(bed, [cache, local], |tx, env| sources::rotate(
            tx, &env, &cache, &local, id
        )
        .await)
        .unwrap();
        assert_eq!((rotated.id, rotated.num), (made.id, made.num));
        assert!(find(&key).await.is_none(), "the old key is refused at once");
        assert_eq!(find(&next).await, Some(found));

        for (disabled, there) in [(true, false), (false, true)] {
            let change = SourceChange {
                name: None,
                disabled: Some(disabled),
            };
            tx!(bed, [cache, local, change], |tx, env| sources::change(
                tx, &env, &cache, &local, id, &change
            )
            .await)
            .unwrap();
            assert_eq!(find(&next).await.is_some(), there);
        }
        let touchpoint = made.touchpoint;
        let listed = tx!(bed, [local], |tx, _env| sources::list(
            tx,
            &local,
            Some(touchpoint),
            &Paging::default()
        )
        .await);
        assert_eq!(listed.unwrap().data.len(), 1);
        let num = made.num;
        let refs = tx!(bed, [], |tx, _env| sources::refs(tx, vec![num, 999]).await);
        assert_eq!(refs.unwrap(), [found]);
    }
);

on_both!(
    an_answer_of_the_cache_is_believed_for_half_a_minute,
    async |bed: &Bed| {
        let (here, there) = (SourceCache::default(), SourceCache::default());
        let local = Caller::local();
        let new = NewSource {
            name: "web".into(),
            touchpoint: None,
            channel: Some(Channel::App),
        };
        let (made, key) = tx!(bed, [there, local, new], |tx, env| sources::create(
            tx, &env, &there, &local, &new
        )
        .await)
        .unwrap();
        assert!(here.find(&bed.store, key.reveal()).await.unwrap().is_some());
        let id = made.id;
        // Another node rotates the key.
        tx!(bed, [there, local], |tx, env| sources::rotate(
            tx, &env, &there, &local, id
        )
        .await)
        .unwrap();
        assert!(here.find(&bed.store, key.reveal()).await.unwrap().is_some());
        bed.clock.advance_seconds(30);
        assert!(here.find(&bed.store, key.reveal()).await.unwrap().is_none());
    }
);
