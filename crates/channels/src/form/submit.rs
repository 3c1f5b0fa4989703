//! Keeping a submission: the touch, the row that it was sent, the counts and the consents, in one transaction.

use customers::consent::{self, Basis, GivenBy, NewConsent, Of};
use kernel::{
    Channel, Cursor, Error, FormId, IdentityId, IdentityKind, Page, Paging, Result, SubmissionId,
    Timestamp,
};
use ledger::{Entry, Ledger, Seen};
use serde::Serialize;
use store::{ColumnType, Keyring, Store, Tx, params};

use super::register::Form;
pub use super::touch::{Given, Intake, Received, Submission};

const CURSOR: &str = "form_submissions";
/// Sources in which a visitor is looked for.
const MOST_SOURCES: i64 = 2_000;

/// What became of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its id, the same however often it is sent.
    pub id: SubmissionId,
    /// Whether it was there already.
    pub repeated: bool,
}

/// That something was sent.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Sent {
    /// The place of its touch in the order of commit.
    pub seq: i64,
    /// Its id.
    pub id: SubmissionId,
    /// The version that was answered.
    pub version: i64,
    /// When.
    pub at: Timestamp,
    /// The language it was shown in.
    pub language: super::Language,
}

/// The source that knows a visitor by this anonymous id: ours are random, so no two sources mean different visitors by one.
pub async fn visitor_source(
    tx: &mut Tx,
    keyring: &Keyring,
    anonymous_id: &str,
) -> Result<Option<i64>> {
    if !(16..=100).contains(&anonymous_id.len()) || anonymous_id.starts_with("form-") {
        return Ok(None);
    }
    let rows = tx
        .query(
            "SELECT num FROM sources ORDER BY num LIMIT $1",
            params![MOST_SOURCES],
        )
        .await?;
    let mut blinds = Vec::with_capacity(rows.len());
    for mut row in rows {
        let source: i64 = row.take(0)?;
        blinds.push(
            identity::intake::blind(
                keyring,
                IdentityKind::AnonymousId,
                Some(source),
                anonymous_id,
            )
            .to_vec(),
        );
    }
    let found = tx
        .query_opt(
            "SELECT source FROM identities WHERE blind = ANY($1) ORDER BY id LIMIT 1",
            params![blinds],
        )
        .await?;
    found.map(|mut row| row.take(0)).transpose()
}

/// Keeps a submission of a form on a day of the company; the same one sent again changes nothing.
pub async fn keep(
    tx: &mut Tx,
    ledger: &Ledger,
    form: &Form,
    submission: &Submission,
    day: i64,
) -> Result<Kept> {
    let touch = &submission.touch;
    let appended = ledger.append_in(tx, std::slice::from_ref(touch)).await?;
    let row = tx
        .query_one(
            "SELECT seq FROM ledger WHERE repeat_key = $1",
            params![touch.repeat_key()],
        )
        .await;
    let seq: i64 = row?.take(0)?;
    if appended.accepted == 0 {
        let row = tx
            .query_opt(
                "SELECT id FROM form_submissions WHERE seq = $1",
                params![seq],
            )
            .await?;
        let mut row = row.ok_or_else(|| {
            Error::internal("a submission is in the ledger and not among the form's")
        })?;
        return Ok(Kept {
            id: row.take(0)?,
            repeated: true,
        });
    }
    let id = SubmissionId::new(ledger.store().env());
    let sql = "INSERT INTO form_submissions (seq, id, form, version, at, language) VALUES ($1, $2, $3, $4, $5, $6)";
    tx.execute(
        sql,
        params![
            seq,
            id,
            form.num,
            submission.version,
            touch.at,
            submission.language.short()
        ],
    )
    .await?;
    tx.execute(
        "UPDATE forms SET submissions = submissions + 1, submitted_at = $2 WHERE num = $1",
        params![form.num, touch.at],
    )
    .await?;
    let mut counts = vec![(String::new(), String::new(), 1)];
    counts.extend(
        submission
            .counted
            .iter()
            .map(|(field, choice)| (field.clone(), choice.clone(), 1)),
    );
    count(tx, form.num, day, counts).await?;
    agree(tx, ledger, form, submission).await?;
    Ok(Kept {
        id,
        repeated: false,
    })
}

/// Records each consent with the identity it is about: what was agreed to for text messages with the number, for mail with the
/// mailbox, everything else with the strongest. So a merge that is taken back leaves each where it belongs.
async fn agree(tx: &mut Tx, ledger: &Ledger, form: &Form, submission: &Submission) -> Result<()> {
    for given in &submission.given {
        let notice = &given.notice;
        let channels = if notice.channels.is_empty() {
            vec![None]
        } else {
            notice.channels.iter().copied().map(Some).collect()
        };
        for channel in channels {
            let Some(identity) = about(tx, &submission.touch.identities, channel).await? else {
                continue;
            };
            let at = submission.touch.at;
            let said = NewConsent {
                state: consent::State::Given,
                purpose: notice.purpose.clone(),
                channel,
                basis: Basis::Consent,
                controller: String::new(),
                notice_version: Some(notice.version.clone()),
                notice_language: Some(given.language.tag().to_owned()),
                method: "form".to_owned(),
                given_by: GivenBy::Oneself,
                valid_until: notice
                    .valid_days
                    .map(|days| at.plus_micros(i64::from(days) * Timestamp::DAY)),
                evidence: Some(given.evidence.clone()),
                at: Some(at),
            };
            consent::record(
                tx,
                ledger,
                Of::Identity(identity),
                said,
                &form.id.to_string(),
            )
            .await?;
        }
    }
    Ok(())
}

async fn about(tx: &mut Tx, seen: &[Seen], channel: Option<Channel>) -> Result<Option<IdentityId>> {
    let wanted = match channel {
        Some(Channel::Email) => Some(IdentityKind::Email),
        Some(Channel::Sms | Channel::Voice | Channel::Whatsapp) => Some(IdentityKind::Phone),
        _ => None,
    };
    let one = seen
        .iter()
        .find(|one| Some(one.kind) == wanted)
        .or_else(|| seen.first());
    let Some(one) = one else { return Ok(None) };
    let found = tx
        .query_opt(
            "SELECT id FROM identities WHERE blind = $1",
            params![one.blind],
        )
        .await?;
    found.map(|mut row| row.take(0)).transpose()
}

/// Adds to the counts of a day.
pub(super) async fn count(
    tx: &mut Tx,
    form: i64,
    day: i64,
    mut counts: Vec<(String, String, i64)>,
) -> Result<()> {
    // In one order everywhere, so that two submissions never wait for each other in a circle.
    counts.sort();
    counts.dedup_by(|one, other| one.0 == other.0 && one.1 == other.1);
    let columns = [
        ("form", ColumnType::Int),
        ("day", ColumnType::Int),
        ("field", ColumnType::Text),
        ("choice", ColumnType::Text),
        ("count", ColumnType::Int),
    ];
    let row = |(field, choice, count): (String, String, i64)| {
        vec![
            form.into(),
            day.into(),
            field.into(),
            choice.into(),
            count.into(),
        ]
    };
    let rows = counts.into_iter().map(row).collect();
    let tail = "ON CONFLICT (form, day, field, choice) DO UPDATE SET count = form_counts.count + excluded.count";
    tx.insert_many("form_counts", &columns, rows, tail).await
}

/// What was sent with a form, the newest first.
pub async fn list(tx: &mut Tx, form: &Form, paging: &Paging) -> Result<Page<Sent>> {
    let before = match paging.keys(CURSOR)? {
        Some(mut keys) => {
            if FormId(keys.id()?) != form.id {
                return Err(Error::invalid("cursor", "is of another form"));
            }
            keys.int()?
        }
        None => i64::MAX,
    };
    let sql = "SELECT seq, id, version, at, language FROM form_submissions WHERE form = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3";
    let mut sent = Vec::new();
    for mut row in tx
        .query(sql, params![form.num, before, paging.fetch()])
        .await?
    {
        let language: String = row.take(4)?;
        sent.push(Sent {
            seq: row.take(0)?,
            id: row.take(1)?,
            version: row.take(2)?,
            at: row.take(3)?,
            language: super::Language::of_tag(&language).unwrap_or_default(),
        });
    }
    Ok(paging.page(sent, |last| {
        Cursor::of(CURSOR).bytes(form.id.0).int(last.seq)
    }))
}

/// The touches of submissions, opened, by their places in the order of commit.
pub async fn touches(tx: &mut Tx, store: &Store, sent: &[Sent]) -> Result<Vec<Entry>> {
    let seqs: Vec<i64> = sent.iter().map(|one| one.seq).collect();
    let sql = format!(
        "SELECT {COLUMNS} FROM ledger WHERE seq = ANY($1) ORDER BY seq",
        COLUMNS = ledger::COLUMNS
    );
    let mut rows = tx.query(&sql, params![seqs]).await?;
    let mut entries = rows
        .iter_mut()
        .map(ledger::from_row)
        .collect::<Result<Vec<_>>>()?;
    ledger::open(store, tx, &mut entries).await?;
    Ok(entries)
}
