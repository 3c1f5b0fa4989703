//! What a form brought, in numbers: submissions and views by day, how often each field was answered and each choice taken.
//! Counts are of nobody, so an erasure leaves them.

use std::collections::BTreeMap;

use kernel::Result;
use serde::Serialize;
use store::{Tx, params};
use utoipa::ToSchema;

use super::definition::Words;
use super::field::{Field, FieldKind};
use super::register::Form;
use super::submit;

const VIEW: &str = "view";

/// What a form brought.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = FormResults)]
pub struct Results {
    /// Submissions.
    pub submissions: i64,
    /// How often it was shown; a few of the newest may be missing after a crash.
    pub views: i64,
    /// The part of the views that became submissions, 0 to 1; null when it was never shown.
    pub completion: Option<f64>,
    /// Day by day, the newest 400 that have any.
    pub days: Vec<Day>,
    /// Each field.
    pub fields: Vec<FieldResults>,
}

/// One day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = FormDay)]
pub struct Day {
    /// The day, in the company's time zone.
    pub date: String,
    /// Submissions.
    pub submissions: i64,
    /// Views.
    pub views: i64,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = FormFieldResults)]
pub struct FieldResults {
    /// Its key.
    pub key: String,
    /// What sort of answer it takes.
    pub kind: FieldKind,
    /// What is asked.
    pub label: Words,
    /// How many answered it.
    pub answered: i64,
    /// How often each choice was taken, in the order of the form; then those that it no longer offers.
    pub choices: Vec<ChoiceResults>,
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = FormChoiceResults)]
pub struct ChoiceResults {
    /// What is kept.
    pub value: String,
    /// What is shown.
    pub label: Words,
    /// How often it was taken.
    pub count: i64,
}

/// Puts views on disk.
pub async fn keep_views(tx: &mut Tx, form: i64, views: &[(i64, i64)]) -> Result<()> {
    for (day, count) in views {
        submit::count(
            tx,
            form,
            *day,
            vec![(String::new(), VIEW.to_owned(), *count)],
        )
        .await?;
    }
    Ok(())
}

/// What a form brought between two days, both included.
pub async fn of(tx: &mut Tx, form: &Form, from: i64, until: i64) -> Result<Results> {
    let sql = "SELECT field, choice, CAST(SUM(count) AS BIGINT) FROM form_counts WHERE form = $1 AND day >= $2 AND day <= $3 GROUP BY field, choice";
    let mut counts: BTreeMap<(String, String), i64> = BTreeMap::new();
    for mut row in tx.query(sql, params![form.num, from, until]).await? {
        counts.insert((row.take(0)?, row.take(1)?), row.take(2)?);
    }
    let total = |choice: &str| {
        counts
            .get(&(String::new(), choice.to_owned()))
            .copied()
            .unwrap_or(0)
    };
    let (submissions, views) = (total(""), total(VIEW));
    Ok(Results {
        submissions,
        views,
        // More may be sent than shown: an app that keeps a form shows it once.
        completion: (views > 0).then(|| (submissions as f64 / views as f64).min(1.0)),
        days: days(tx, form, from, until).await?,
        fields: form
            .definition
            .fields
            .iter()
            .map(|field| of_field(field, &counts))
            .collect(),
    })
}

async fn days(tx: &mut Tx, form: &Form, from: i64, until: i64) -> Result<Vec<Day>> {
    let sql = "SELECT day, CAST(SUM(CASE WHEN choice = '' THEN count ELSE 0 END) AS BIGINT), CAST(SUM(CASE WHEN choice = 'view' THEN count ELSE 0 END) AS BIGINT)
               FROM form_counts WHERE form = $1 AND day >= $2 AND day <= $3 AND field = '' GROUP BY day ORDER BY day DESC LIMIT 400";
    let mut days = Vec::new();
    for mut row in tx.query(sql, params![form.num, from, until]).await? {
        let day: i64 = row.take(0)?;
        days.push(Day {
            date: date_of(day),
            submissions: row.take(1)?,
            views: row.take(2)?,
        });
    }
    days.reverse();
    Ok(days)
}

fn of_field(field: &Field, counts: &BTreeMap<(String, String), i64>) -> FieldResults {
    let mut mine: BTreeMap<&str, i64> = counts
        .iter()
        .filter(|((key, _), _)| *key == field.key)
        .map(|((_, choice), count)| (choice.as_str(), *count))
        .collect();
    let answered = mine.remove("").unwrap_or(0);
    let mut choices = Vec::new();
    if field.is_counted() {
        let listed = matches!(field.kind, FieldKind::Region | FieldKind::Industry);
        for choice in field.choices() {
            let count = mine.remove(choice.value.as_str()).unwrap_or(0);
            // Of the long lists only what was taken.
            if count > 0 || !listed {
                choices.push(ChoiceResults {
                    value: choice.value.clone(),
                    label: choice.label.clone(),
                    count,
                });
            }
        }
        for (value, count) in mine {
            choices.push(ChoiceResults {
                value: value.to_owned(),
                label: Words::default(),
                count,
            });
        }
    }
    FieldResults {
        key: field.key.clone(),
        kind: field.kind,
        label: field.label.clone(),
        answered,
        choices,
    }
}

/// The date that is so many days after 1970-01-01.
fn date_of(day: i64) -> String {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch
        .saturating_add(jiff::Span::new().days(day.clamp(-400_000, 400_000)))
        .to_string()
}

/// The number of a date's day, counted from 1970-01-01.
#[must_use]
pub fn day_of(date: jiff::civil::Date) -> i64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    date.since(epoch)
        .map_or(0, |span| i64::from(span.get_days()))
}
