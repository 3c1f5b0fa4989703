//! The register of forms: made, changed and listed by people here.
//!
//! Invariants: a form has a touchpoint of channel `form` and a source of its own for good, and is seen by those who see the
//! touchpoint's unit; a version is never changed, so that what somebody answered years ago can still be read; every change
//! is in the audit record.

use company::touchpoints::{self, NewTouchpoint, TouchpointChange};
use company::{Caller, SourceCache, audit, sources};
use kernel::{Channel, Cursor, Env, Error, FieldError, FormId, Page, Paging, Result, Timestamp};
use store::{Row, Tx, params};

use super::definition::{Definition, FormKind};
use super::field::Field;
use super::texts::Language;

mod types;

pub use types::{Form, FormChange, FormState, NewForm, OriginOf};

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT f.num, f.id, t.id, t.num, s.id, s.num, u.id, u.path, f.state, f.opens_at, f.closes_at, f.rate, v.version, \
             f.version, v.definition, f.created_at, f.changed_at, f.submissions, f.submitted_at FROM forms f JOIN form_versions v ON v.form = f.num \
             JOIN touchpoints t ON t.num = f.touchpoint JOIN sources s ON s.num = f.source LEFT JOIN units u ON u.num = t.unit ",
            $rest
        )
    };
}

const GET: &str =
    columns!("WHERE f.id = $1 AND (v.version = $2 OR $2 = 0 AND v.version = f.version)");
const LIST: &str = columns!(
    "WHERE v.version = f.version AND COALESCE(u.path, '') LIKE $1 || '%' AND f.num > $2 AND ($3 = '' OR f.state = $3) \
     AND ($4 = '' OR f.kind = $4) AND ($5 = '' OR f.region = $5) AND ($6 = '' OR f.industry = $6) ORDER BY f.num LIMIT $7"
);
const INSERT: &str = "INSERT INTO forms (id, touchpoint, source, version, state, opens_at, closes_at, rate, kind, region, industry, \
                      submissions, created_at, changed_at) VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10, 0, $11, $11) RETURNING num";
const CHANGE: &str = "UPDATE forms SET version = $2, state = $3, opens_at = $4, closes_at = $5, rate = $6, kind = $7, region = $8, \
                      industry = $9, changed_at = $10 WHERE num = $1 AND version = $11";
const VERSION: &str = "INSERT INTO form_versions (form, version, definition, actor, created_at) VALUES ($1, $2, $3, $4, $5)";

const CURSOR: &str = "forms";
/// Submissions a minute from one address when nobody says how many: a shop's visitors share one.
const USUAL_RATE: i64 = 20;

/// Which forms are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// In this state.
    pub state: Option<FormState>,
    /// Of this kind.
    pub kind: Option<FormKind>,
    /// Meant for this region.
    pub region: Option<String>,
    /// Meant for this industry.
    pub industry: Option<String>,
}

fn form(mut row: Row) -> Result<Form> {
    let id: FormId = row.take(1)?;
    let definition: String = row.take(14)?;
    Ok(Form {
        num: row.take(0)?,
        id,
        touchpoint: row.take(2)?,
        origin: OriginOf {
            touchpoint: row.take(3)?,
            source: row.take(5)?,
        },
        source: row.take(4)?,
        unit: row.take(6)?,
        path: row.take(7)?,
        state: row.take(8)?,
        opens_at: row.take(9)?,
        closes_at: row.take(10)?,
        rate_per_minute: row.take(11)?,
        version: row.take(12)?,
        newest_version: row.take(13)?,
        definition: serde_json::from_str(&definition).map_err(Error::internal)?,
        path_of_page: format!("/f/{id}"),
        created_at: row.take(15)?,
        changed_at: row.take(16)?,
        submissions: row.take(17)?,
        submitted_at: row.take(18)?,
    })
}

/// A form as visitors meet it, in its newest version or in the one they were shown.
pub async fn public(tx: &mut Tx, id: FormId, version: Option<i64>) -> Result<Option<Form>> {
    tx.query_opt(GET, params![id, version.unwrap_or(0)])
        .await?
        .map(form)
        .transpose()
}

/// A form the caller may see, in its newest version or in another.
pub async fn get(
    tx: &mut Tx,
    by: &Caller,
    id: FormId,
    version: Option<i64>,
) -> Result<Option<Form>> {
    Ok(public(tx, id, version)
        .await?
        .filter(|form| by.sees(form.path.as_deref())))
}

/// The forms the caller may see, oldest first.
pub async fn list(
    tx: &mut Tx,
    by: &Caller,
    filter: &Filter,
    paging: &Paging,
) -> Result<Page<Form>> {
    let after = match paging.keys(CURSOR)? {
        Some(mut keys) => keys.int()?,
        None => 0,
    };
    let state = filter.state.map_or("", FormState::as_str);
    let kind = filter.kind.map_or("", FormKind::as_str);
    let (region, industry) = (
        filter.region.as_deref().unwrap_or_default(),
        filter.industry.as_deref().unwrap_or_default(),
    );
    let rows = tx
        .query(
            LIST,
            params![
                by.prefix(),
                after,
                state,
                kind,
                region,
                industry,
                paging.fetch()
            ],
        )
        .await?;
    let forms = rows.into_iter().map(form).collect::<Result<Vec<_>>>()?;
    Ok(paging.page(forms, |last| Cursor::of(CURSOR).int(last.num)))
}

/// Makes a form, with a touchpoint and a source of its own.
pub async fn create(
    tx: &mut Tx,
    env: &Env,
    cache: &SourceCache,
    by: &Caller,
    new: &NewForm,
) -> Result<Form> {
    let definition = new.definition.clone().checked()?;
    let rate = new.rate_per_minute.unwrap_or(USUAL_RATE);
    check_bounds(rate, new.opens_at, new.closes_at)?;
    let (name, name_en) = names(&definition);
    let place = NewTouchpoint {
        name_en,
        unit: new.unit,
        ..NewTouchpoint::named(&name, Channel::Form)
    };
    let place = touchpoints::create(tx, env, by, &place).await?;
    let source = sources::NewSource {
        name,
        touchpoint: Some(place.id),
        channel: None,
    };
    // Nobody is told the key: what comes in through the form comes in through the form alone.
    let (source, _) = sources::create(tx, env, cache, by, &source).await?;
    let (id, now) = (FormId::new(env), env.now());
    let class = &definition.classification;
    let values = params![
        id,
        place.num,
        source.num,
        new.state.as_str(),
        new.opens_at,
        new.closes_at,
        rate,
        class.kind.as_str(),
        class.region.as_ref(),
        class.industry.as_ref(),
        now
    ];
    let num: i64 = tx.query_one(INSERT, values).await?.take(0)?;
    let text = serde_json::to_string(&definition).map_err(Error::internal)?;
    tx.execute(VERSION, params![num, 1_i64, text, &by.actor, now])
        .await?;
    let detail =
        serde_json::json!({ "name": definition.name, "touchpoint": place.id, "version": 1 });
    audit::record(tx, env, &by.actor, "form.create", id, detail).await?;
    expect(tx, by, id).await
}

/// Changes a form. Another definition becomes its next version; everything else holds for all of them.
pub async fn change(
    tx: &mut Tx,
    env: &Env,
    by: &Caller,
    id: FormId,
    change: &FormChange,
) -> Result<Form> {
    let was = expect(tx, by, id).await?;
    let definition = match &change.definition {
        Some(definition) => definition.clone().checked()?,
        None => was.definition.clone(),
    };
    let (opens_at, closes_at) = (
        change.opens_at.unwrap_or(was.opens_at),
        change.closes_at.unwrap_or(was.closes_at),
    );
    let (state, rate) = (
        change.state.unwrap_or(was.state),
        change.rate_per_minute.unwrap_or(was.rate_per_minute),
    );
    check_bounds(rate, opens_at, closes_at)?;
    if state == FormState::Draft && was.state != FormState::Draft {
        return Err(FieldError::new("state", "was open before: close it instead").into());
    }
    let (differs, now) = (definition != was.definition, env.now());
    let version = was.version + i64::from(differs);
    let class = &definition.classification;
    let values = params![
        was.num,
        version,
        state.as_str(),
        opens_at,
        closes_at,
        rate,
        class.kind.as_str(),
        class.region.as_ref(),
        class.industry.as_ref(),
        now,
        was.version
    ];
    if tx.execute(CHANGE, values).await? == 0 {
        return Err(Error::Contended);
    }
    if differs {
        let text = serde_json::to_string(&definition).map_err(Error::internal)?;
        tx.execute(VERSION, params![was.num, version, text, &by.actor, now])
            .await?;
    }
    if definition.name != was.definition.name {
        let (name, name_en) = names(&definition);
        let renamed = TouchpointChange {
            name: Some(name),
            name_en: Some(name_en),
            ..TouchpointChange::default()
        };
        touchpoints::change(tx, env, by, was.touchpoint, &renamed).await?;
    }
    let detail = serde_json::json!({ "version": version, "state": state, "opens_at": opens_at, "closes_at": closes_at, "rate_per_minute": rate });
    audit::record(tx, env, &by.actor, "form.change", id, detail).await?;
    expect(tx, by, id).await
}

/// Every question a form asks or ever asked: those of its newest version in their order, then those it asks no more.
pub async fn fields(tx: &mut Tx, form: &Form) -> Result<Vec<Field>> {
    let sql = "SELECT definition FROM form_versions WHERE form = $1 ORDER BY version DESC";
    let mut fields: Vec<Field> = Vec::new();
    for mut row in tx.query(sql, params![form.num]).await? {
        let text: String = row.take(0)?;
        let definition: Definition = serde_json::from_str(&text).map_err(Error::internal)?;
        for field in definition.fields {
            if fields.iter().all(|known| known.key != field.key) {
                fields.push(field);
            }
        }
    }
    Ok(fields)
}

async fn expect(tx: &mut Tx, by: &Caller, id: FormId) -> Result<Form> {
    get(tx, by, id, None).await?.ok_or(Error::NotFound("form"))
}

fn check_bounds(
    rate: i64,
    opens_at: Option<Timestamp>,
    closes_at: Option<Timestamp>,
) -> Result<()> {
    if !(1..=1_000).contains(&rate) {
        return Err(FieldError::new("rate_per_minute", "must be between 1 and 1000").into());
    }
    match (opens_at, closes_at) {
        (Some(opens), Some(closes)) if closes <= opens => {
            Err(FieldError::new("closes_at", "must be after opens_at").into())
        }
        _ => Ok(()),
    }
}

/// What the touchpoint is called.
fn names(definition: &Definition) -> (String, Option<String>) {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let english = line(&definition.name.en);
    (
        line(definition.name.of(Language::Zh)),
        (!english.is_empty()).then_some(english),
    )
}
