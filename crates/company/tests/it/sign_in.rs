//! Passwords, locks, sessions and one-time tokens.

use company::one_time::{self, Purpose};
use company::passwords::{self, PasswordHash};
use company::sign_in::{self, SignedIn};
use company::{Caller, Role, people, sessions};
use kernel::{Error, UserId};
use testing::{Bed, on_both};

use crate::{added, tx};

/// Tries to sign in; `right` stands for what verifying the password would say, so that the test need not wait for it.
async fn attempt(bed: &Bed, right: bool) -> SignedIn {
    let credentials = tx!(bed, [], |tx, env| sign_in::credentials(
        tx,
        env.now(),
        "a@example.com"
    )
    .await)
    .unwrap();
    tx!(bed, [credentials], |tx, env| sign_in::settle(
        tx,
        &env,
        &credentials,
        right
    )
    .await)
    .unwrap()
}

async fn with_password(bed: &Bed, hash: PasswordHash) -> UserId {
    let id = added(bed, "a@example.com", Role::Owner).await.id;
    tx!(bed, [hash], |tx, env| people::set_password(
        tx,
        &env,
        &Caller::local(),
        id,
        &hash,
        None
    )
    .await)
    .unwrap();
    id
}

on_both!(the_right_password_lets_in, async |bed: &Bed| {
    let hash = passwords::hash(&bed.env, "purple-otter-canal").unwrap();
    let id = with_password(bed, hash).await;
    let credentials = tx!(bed, [], |tx, env| sign_in::credentials(
        tx,
        env.now(),
        "A@Example.com"
    )
    .await)
    .unwrap();
    assert!(passwords::verify(
        &credentials.password,
        "purple-otter-canal"
    ));
    assert!(!passwords::verify(
        &credentials.password,
        "purple-otter-canap"
    ));
    match attempt(bed, true).await {
        SignedIn::Welcome(user) => {
            assert_eq!((user.id, user.signed_in_at), (id, Some(bed.env.now())));
        }
        other => panic!("{other:?}"),
    }
    let nobody = tx!(bed, [], |tx, env| {
        let nobody = sign_in::credentials(tx, env.now(), "nobody@example.com").await?;
        sign_in::settle(tx, &env, &nobody, true).await
    });
    assert_eq!(nobody.unwrap(), SignedIn::Refused);
});

on_both!(
    too_many_wrong_ones_lock_for_longer_each_time,
    async |bed: &Bed| {
        with_password(bed, PasswordHash::decoy()).await;
        for _ in 0..9 {
            assert_eq!(attempt(bed, false).await, SignedIn::Refused);
        }
        let until = bed.env.now().plus_seconds(60);
        assert_eq!(attempt(bed, false).await, SignedIn::Locked(until));
        assert_eq!(
            attempt(bed, true).await,
            SignedIn::Locked(until),
            "also the right one"
        );
        bed.clock.advance_seconds(61);
        let until = bed.env.now().plus_seconds(120);
        assert_eq!(attempt(bed, false).await, SignedIn::Locked(until));
        bed.clock.advance_seconds(121);
        assert!(matches!(attempt(bed, true).await, SignedIn::Welcome(_)));
        assert_eq!(
            attempt(bed, false).await,
            SignedIn::Refused,
            "the count begins anew"
        );
    }
);

on_both!(a_password_changed_meanwhile_is_wrong, async |bed: &Bed| {
    let id = with_password(bed, PasswordHash::decoy()).await;
    let old = tx!(bed, [], |tx, env| sign_in::credentials(
        tx,
        env.now(),
        "a@example.com"
    )
    .await)
    .unwrap();
    let new = passwords::hash(&bed.env, "purple-otter-canal").unwrap();
    tx!(bed, [new], |tx, env| people::set_password(
        tx,
        &env,
        &Caller::local(),
        id,
        &new,
        None
    )
    .await)
    .unwrap();
    let ended = tx!(bed, [old], |tx, env| sign_in::settle(tx, &env, &old, true)
        .await);
    assert_eq!(ended.unwrap(), SignedIn::Refused);
});

on_both!(sessions_end_idle_and_in_any_case, async |bed: &Bed| {
    let id = added(bed, "a@example.com", Role::Agent).await.id;
    let (session, secret) = tx!(bed, [], |tx, env| sessions::create(tx, &env, id).await).unwrap();
    let find = async || {
        tx!(bed, [secret], |tx, env| sessions::find(
            tx,
            env.now(),
            secret.reveal()
        )
        .await)
        .unwrap()
    };
    let present = find().await.unwrap();
    assert_eq!(
        (present.user.id, present.caller.actor),
        (id, id.to_string())
    );
    assert!(
        present.session.accepts(&session.csrf)
            && !present.session.accepts("")
            && !session.is_stale(bed.env.now())
    );
    let session = session.id;
    // Used every eleven hours, it lives on, but not past thirty days.
    for hour in (11..=30 * 24 + 11).step_by(11) {
        bed.clock.advance_seconds(11 * 3_600);
        if let Some(present) = find().await {
            assert!(hour < 30 * 24);
            assert!(present.session.is_stale(bed.env.now()));
            tx!(bed, [], |tx, env| sessions::seen(tx, env.now(), session)
                .await)
            .unwrap();
        } else {
            assert!(hour >= 30 * 24, "ended after {hour} hours");
        }
    }
    let (_, secret) = tx!(bed, [], |tx, env| sessions::create(tx, &env, id).await).unwrap();
    bed.clock.advance_seconds(12 * 3_600);
    let idle = tx!(bed, [secret], |tx, env| sessions::find(
        tx,
        env.now(),
        secret.reveal()
    )
    .await);
    assert!(idle.unwrap().is_none());
    let purged = tx!(bed, [], |tx, env| sessions::purge(tx, env.now()).await);
    assert_eq!(purged.unwrap(), 2);
});

on_both!(sessions_are_listed_and_ended, async |bed: &Bed| {
    let user = added(bed, "a@example.com", Role::Agent).await;
    let (id, by) = (user.id, user.caller());
    let (first, _) = tx!(bed, [], |tx, env| sessions::create(tx, &env, id).await).unwrap();
    let (second, _) = tx!(bed, [], |tx, env| sessions::create(tx, &env, id).await).unwrap();
    let (first, second) = (first.id, second.id);
    tx!(bed, [by], |tx, env| sessions::end(tx, &env, &by, id, first)
        .await)
    .unwrap();
    let left = tx!(bed, [], |tx, env| sessions::list(tx, env.now(), id).await).unwrap();
    assert_eq!(
        left.iter().map(|session| session.id).collect::<Vec<_>>(),
        [second]
    );
    let other = added(bed, "b@example.com", Role::Agent).await.id;
    let refused = tx!(bed, [by], |tx, env| sessions::end(
        tx, &env, &by, other, second
    )
    .await);
    assert!(matches!(refused, Err(Error::NotFound(_))));
});

on_both!(a_one_time_token_works_once, async |bed: &Bed| {
    let id = added(bed, "a@example.com", Role::Owner).await.id;
    let make = async |seconds| {
        tx!(bed, [], |tx, env| one_time::create(
            tx,
            &env,
            &Caller::local(),
            id,
            Purpose::SignIn,
            seconds
        )
        .await)
        .unwrap()
    };
    let redeem = async |secret: company::secret::Secret| {
        tx!(bed, [secret], |tx, env| one_time::redeem(
            tx,
            &env,
            secret.reveal()
        )
        .await)
        .unwrap()
        .is_some()
    };
    let (old, token) = (make(None).await, make(None).await);
    bed.clock.advance_seconds(365 * 86_400);
    assert!(!redeem(old).await, "a newer one took its place");
    let (a, b) = tokio::join!(redeem(token.clone()), redeem(token.clone()));
    assert!(a != b, "exactly one of two at once: {a} {b}");
    assert!(!redeem(token).await);
    let late = make(Some(one_time::SIGN_IN_SECONDS)).await;
    bed.clock.advance_seconds(one_time::SIGN_IN_SECONDS);
    assert!(!redeem(late).await);
    let taken_back = make(None).await;
    let hash = PasswordHash::decoy();
    tx!(bed, [hash], |tx, env| people::set_password(
        tx,
        &env,
        &Caller::local(),
        id,
        &hash,
        None
    )
    .await)
    .unwrap();
    assert!(!redeem(taken_back).await);
});
