//! Requests that are sent again.

use company::idempotency::{self, Begun, request_hash};
use testing::{Bed, on_both};

use crate::{code, tx};

async fn begin(bed: &Bed, body: &'static [u8]) -> kernel::Result<Begun> {
    tx!(bed, [], |tx, env| idempotency::begin(
        tx,
        &env,
        "tok_1",
        "key-1",
        request_hash("POST", "/x", body)
    )
    .await)
}

async fn finish(bed: &Bed) {
    tx!(bed, [], |tx, env| idempotency::finish(
        tx,
        &env,
        "tok_1",
        "key-1",
        201,
        b"{\"id\":1}"
    )
    .await)
    .unwrap();
}

on_both!(
    the_same_request_is_answered_again_for_a_day,
    async |bed: &Bed| {
        assert_eq!(begin(bed, b"a").await.unwrap(), Begun::New);
        assert_eq!(code(begin(bed, b"a").await), "idempotency_in_progress");
        assert_eq!(code(begin(bed, b"b").await), "idempotency_key_reused");
        finish(bed).await;
        let done = Begun::Done {
            status: 201,
            body: b"{\"id\":1}".to_vec(),
        };
        assert_eq!(begin(bed, b"a").await.unwrap(), done);
        assert_eq!(code(begin(bed, b"b").await), "idempotency_key_reused");
        bed.clock.advance_seconds(86_401);
        assert_eq!(
            begin(bed, b"b").await.unwrap(),
            Begun::New,
            "forgotten after a day"
        );
        bed.clock.advance_seconds(86_401);
        let purged = tx!(bed, [], |tx, env| idempotency::purge(tx, env.now()).await);
        assert_eq!(purged.unwrap(), 1);
    }
);

on_both!(what_never_finished_may_be_tried_again, async |bed: &Bed| {
    assert_eq!(begin(bed, b"a").await.unwrap(), Begun::New);
    tx!(bed, [], |tx, _env| idempotency::abandon(
        tx, "tok_1", "key-1"
    )
    .await)
    .unwrap();
    assert_eq!(begin(bed, b"b").await.unwrap(), Begun::New, "given free");
    bed.clock.advance_seconds(121);
    assert_eq!(
        begin(bed, b"b").await.unwrap(),
        Begun::New,
        "killed while at work"
    );
});

on_both!(one_of_many_at_once_does_it, async |bed: &Bed| {
    let all = futures_util::future::join_all((0..8).map(|_| begin(bed, b"a"))).await;
    assert_eq!(
        all.iter().filter(|begun| begun.is_ok()).count(),
        1,
        "{all:?}"
    );
});
