//! Taking a submission, whoever sent it: a page without a script, or a program.
//!
//! In order, from the cheapest test to the dearest: the form is there and open; the address has sent little; the trap is
//! empty; the stamp is ours, of the right age and, under attack, worked for; the answers fit. Then it is kept.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use channels::form::answers::{Answers, Wrong};
use channels::form::stamp::{Age, is_proven};
use channels::form::submit::{self, Intake, Received, Submission};
use channels::form::texts::Say;
use channels::form::{Form, Language, Posted, Stamp, register, results};
use jiff::tz::TimeZone;
use kernel::{Error, FormId, Result, SubmissionId};

use crate::app::App;

/// A form as somebody meets it.
pub(super) struct Met {
    pub form: Form,
    /// The name of the company.
    pub brand: String,
    /// Today, by the company's clock.
    pub day: i64,
}

/// What was sent, and with what.
pub(super) struct Sent {
    pub id: FormId,
    pub posted: Posted,
    pub language: Language,
    pub address: Option<IpAddr>,
    pub user_agent: Option<String>,
}

/// What became of it.
pub(super) struct Taken {
    pub met: Met,
    pub id: SubmissionId,
}

/// Why it was not taken.
pub(super) enum Refused {
    /// There is no such form.
    Missing,
    /// It takes nothing now.
    Closed(Met),
    /// The address sends too much; again in so many seconds.
    TooMany(Met, i64),
    /// It may be sent again, with this stamp.
    Again {
        met: Met,
        say: Say,
        code: &'static str,
        stamp: String,
        difficulty: u8,
    },
    /// Answers do not fit.
    Wrong(Met, Vec<Wrong>),
    /// A fault, or not now.
    Failed(Error),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// The form, in a version or in the newest.
pub(super) async fn meet(app: &App, id: FormId, version: Option<i64>) -> Result<Option<Met>> {
    let now = app.env().now();
    app.store()
        .read(move |tx| {
            Box::pin(async move {
                let Some(form) = register::public(tx, id, version).await? else {
                    return Ok(None);
                };
                let company = company::settings::get(tx).await?;
                let zone = TimeZone::get(&company.time_zone).unwrap_or(TimeZone::UTC);
                Ok(Some(Met {
                    form,
                    brand: company.name,
                    day: results::day_of(now.in_zone(&zone).date()),
                }))
            })
        })
        .await
}

/// What stamps are signed with; made at the first form that is shown.
pub(super) async fn key(app: &App) -> Result<[u8; 32]> {
    let load = || async {
        let secret = app
            .store()
            .write(|tx| {
                Box::pin(async move { tx.keyring().clone().secret(tx, "form_stamp").await })
            })
            .await?;
        Ok::<_, Error>(*secret.bytes())
    };
    app.inner.forms.key.get_or_try_init(load).await.copied()
}

/// A new stamp of a form as it is now.
pub(super) async fn stamp(app: &App, form: &Form) -> Result<(String, u8)> {
    let difficulty = app.inner.forms.shield.difficulty(form.id, app.env().now());
    let stamp = Stamp::new(
        app.env(),
        u32::try_from(form.version).unwrap_or(0),
        difficulty,
    );
    Ok((stamp.write(&key(app).await?, form.id), difficulty))
}

/// Takes a submission.
pub(super) async fn take(app: &App, sent: &Sent) -> Result<Taken, Refused> {
    let (id, posted, now) = (sent.id, &sent.posted, app.env().now());
    let shield = &app.inner.forms.shield;
    let stamp = Stamp::read(&key(app).await?, id, &posted.stamp);
    let version = stamp.as_ref().map(|stamp| i64::from(stamp.version));
    let met = meet(app, id, version).await?.ok_or(Refused::Missing)?;
    if !met.form.is_open(now) {
        return Err(Refused::Closed(met));
    }
    if let Err(seconds) = shield.take(id, sent.address, met.form.rate_per_minute, now) {
        return Err(Refused::TooMany(met, seconds));
    }
    if !posted.trap.is_empty() {
        shield.refused(id, now);
        return again(app, met, Say::Trapped, "trap", None).await;
    }
    let Some(stamp) = stamp else {
        shield.refused(id, now);
        return again(app, met, Say::Expired, "stamp", None).await;
    };
    let held = Some((posted.stamp.clone(), stamp.difficulty));
    match stamp.age(now) {
        Age::TooYoung => {
            shield.refused(id, now);
            return again(app, met, Say::TooFast, "too_fast", held).await;
        }
        Age::TooOld => return again(app, met, Say::Expired, "stamp", None).await,
        Age::Right => {}
    }
    if !is_proven(&posted.stamp, &posted.work, stamp.difficulty) {
        shield.refused(id, now);
        return again(app, met, Say::Work, "work", held).await;
    }
    if stamp.difficulty == 0 && shield.difficulty(id, now) > 0 {
        return again(app, met, Say::Work, "work", None).await;
    }
    keep(app, sent, met, &stamp).await
}

async fn again(
    app: &App,
    met: Met,
    say: Say,
    code: &'static str,
    held: Option<(String, u8)>,
) -> Result<Taken, Refused> {
    let (stamp, difficulty) = match held {
        Some(held) => held,
        None => stamp(app, &met.form).await?,
    };
    Err(Refused::Again {
        met,
        say,
        code,
        stamp,
        difficulty,
    })
}

async fn keep(app: &App, sent: &Sent, met: Met, stamp: &Stamp) -> Result<Taken, Refused> {
    let context = app.reading().await?;
    let definition = met.form.definition.clone();
    let answers = match Answers::check(&definition, &sent.posted, sent.language, &context) {
        Ok(answers) => answers,
        Err(wrongs) => return Err(Refused::Wrong(met, wrongs)),
    };
    let received = Received {
        form: &met.form,
        language: sent.language,
        posted: &sent.posted,
        stamp,
        visitor_source: visitor_source(app, sent.posted.anonymous_id.clone()).await?,
        user_agent: sent.user_agent.as_deref(),
        received_at: app.env().now(),
    };
    let intake = Intake {
        keyring: app.store().keyring(),
        context: &context,
        plan: &app.inner.plan,
    };
    let submission = Submission::of(&received, &answers, &intake).map_err(Error::from)?;
    let (ledger, form, day, one) = (
        app.ledger().clone(),
        met.form.clone(),
        met.day,
        submission.clone(),
    );
    let kept = app
        .store()
        .write_locked(move |tx| {
            let (ledger, form, one) = (ledger.clone(), form.clone(), one.clone());
            Box::pin(async move { submit::keep(tx, &ledger, &form, &one, day).await })
        })
        .await?;
    app.inner
        .metrics
        .appended(usize::from(!kept.repeated), usize::from(kept.repeated), 0);
    // What follows is of use and not of need: it was acknowledged to be kept, and it is.
    let learned = if submission.observed.is_empty() {
        Ok(())
    } else {
        super::super::tracking::learn(app, submission.observed, received.received_at).await
    };
    if let Err(error) = learned.and(keep_views(app, &met.form).await) {
        tracing::warn!(error.cause = %error, "the counts around a submission were not kept");
    }
    Ok(Taken { met, id: kept.id })
}

async fn visitor_source(app: &App, id: Option<String>) -> Result<Option<i64>> {
    let Some(id) = id else { return Ok(None) };
    let keyring = app.store().keyring().clone();
    app.store()
        .read(move |tx| Box::pin(async move { submit::visitor_source(tx, &keyring, &id).await }))
        .await
}

/// Puts the views that are counted in memory on disk.
pub(super) async fn keep_views(app: &App, form: &Form) -> Result<()> {
    let views = app.inner.forms.shield.take_views(form.id);
    if views.is_empty() {
        return Ok(());
    }
    let (num, kept) = (form.num, views.clone());
    let done = app.store().write(move |tx| {
        let views = kept.clone();
        Box::pin(async move { results::keep_views(tx, num, &views).await })
    });
    let done = done.await;
    if done.is_err() {
        app.inner.forms.shield.give_back(form.id, &views);
    }
    done
}

/// Where a request comes from. What a proxy says is believed when the proxy is on this machine; then the last address it names
/// is the one it saw itself.
pub(super) fn address(parts: &Parts) -> Option<IpAddr> {
    let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
    let peer = peer.ip().to_canonical();
    if !peer.is_loopback() {
        return Some(peer);
    }
    let said = parts
        .headers
        .get_all("x-forwarded-for")
        .iter()
        .next_back()
        .and_then(|value| value.to_str().ok());
    let last = said
        .and_then(|text| text.rsplit(',').next())
        .and_then(|text| text.trim().parse().ok());
    Some(last.unwrap_or(peer))
}

/// A header as text.
pub(super) fn header_text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    headers
        .get(name)
        .map(HeaderValue::as_bytes)
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
}
