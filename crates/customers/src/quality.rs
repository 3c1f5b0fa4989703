//! Data quality: what is missing, what cannot be right, and where two sources disagree.
//!
//! Purpose: findings per customer and their counts for the company, kept by the reader. Repairing one is an edit: what a person
//! here wrote is believed, so the finding goes.
//! Invariants: findings follow from the facts and the identities alone, so a rebuild makes the same; counts change with the
//! findings, in the same transaction, so that nobody ever scans to know them.
//!
//! To add a check of one value: a code in `plausible`. To check another attribute for conflicts: a name in [`CONFLICTING`].

mod plausible;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel::{CustomerId, IdentityId, Result};
use serde::Serialize;
use serde_json::Value;
use store::{ColumnType, Store, Tx, Value as Param, params, seal};

use crate::sight::Sight;
use crate::{attributes, names};

pub(crate) use plausible::issue;

/// Attributes that one customer has one of, so that two sources can contradict each other.
const CONFLICTING: [&str; 3] = ["name", "birthday", "gender"];
/// Attributes whose values can be told to be impossible.
const CHECKED: [&str; 6] = ["name", "birthday", "gender", "email", "phone", "age"];

/// Something about a customer that wants a person's eye.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
pub struct Finding {
    /// `missing`, `implausible` or `conflicting`.
    pub code: String,
    /// The attribute it is about; `contact`: neither a telephone nor a mailbox.
    pub attribute: String,
}

/// How many customers have a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Count {
    /// What.
    #[serde(flatten)]
    pub finding: Finding,
    /// How many.
    pub count: i64,
}

struct Told {
    identity: IdentityId,
    source: i64,
    /// When, and in which place of the ledger.
    told: (i64, i64),
    issue: i64,
    key: Option<i64>,
    value: Vec<u8>,
}

/// Finds anew what these customers lack. A fixed number of statements; values are opened only where two sources speak of one
/// attribute.
pub(crate) async fn renew(
    tx: &mut Tx,
    store: &Store,
    customers: &BTreeSet<CustomerId>,
) -> Result<()> {
    if customers.is_empty() {
        return Ok(());
    }
    let list: Vec<Vec<u8>> = customers.iter().map(|id| id.0.to_vec()).collect();
    let sql = "SELECT i.customer, CAST(SUM(CASE WHEN i.kind IN (1, 2) THEN 1 ELSE 0 END) AS BIGINT) FROM identities i
               JOIN customers c ON c.id = i.customer
               WHERE i.customer = ANY($1) AND c.known = 1 AND c.erased_at IS NULL AND i.key IS NOT NULL GROUP BY i.customer";
    let mut found: BTreeSet<(CustomerId, Finding)> = BTreeSet::new();
    let mut known: HashMap<CustomerId, BTreeMap<String, Vec<Told>>> = HashMap::new();
    for mut row in tx.query(sql, params![list.clone()]).await? {
        let customer = row.take(0)?;
        known.insert(customer, BTreeMap::new());
        if row.take::<i64>(1)? == 0 {
            found.insert((customer, finding("missing", "contact")));
        }
    }
    let names: Vec<String> = CHECKED.iter().map(|name| (*name).to_owned()).collect();
    let sql = "SELECT i.customer, f.attribute, f.identity, f.source, f.at, f.seq, f.issue, f.key, f.value FROM identities i
               JOIN facts f ON f.identity = i.id WHERE i.customer = ANY($1) AND f.attribute = ANY($2) AND f.value IS NOT NULL";
    for mut row in tx.query(sql, params![list.clone(), names]).await? {
        let Some(told) = known.get_mut(&row.take(0)?) else {
            continue;
        };
        let attribute = row.take(1)?;
        told.entry(attribute).or_default().push(Told {
            identity: row.take(2)?,
            source: row.take(3)?,
            told: (row.take(4)?, row.take(5)?),
            issue: row.take(6)?,
            key: row.take(7)?,
            value: row.take(8)?,
        });
    }
    for (customer, mut told) in known {
        if !told.contains_key("name") {
            found.insert((customer, finding("missing", "name")));
        }
        for (attribute, told) in &mut told {
            told.sort_by_key(|one| (one.source != 0, std::cmp::Reverse(one.told), one.identity));
            if told[0].issue != 0 {
                found.insert((customer, finding("implausible", attribute)));
            }
            let by_person = told[0].source == 0;
            if !by_person
                && CONFLICTING.contains(&attribute.as_str())
                && disagree(tx, store, attribute, told).await?
            {
                found.insert((customer, finding("conflicting", attribute)));
            }
        }
    }
    keep(tx, list, found).await
}

fn finding(code: &str, attribute: &str) -> Finding {
    Finding {
        code: code.to_owned(),
        attribute: attribute.to_owned(),
    }
}

/// Whether the newest words of two sources differ by more than their spelling.
async fn disagree(tx: &mut Tx, store: &Store, attribute: &str, told: &[Told]) -> Result<bool> {
    let mut sources = BTreeSet::new();
    let newest: Vec<&Told> = told
        .iter()
        .filter(|one| sources.insert(one.source))
        .collect();
    if newest.len() < 2 {
        return Ok(false);
    }
    let keys = store
        .keyring()
        .get(
            tx,
            newest.iter().filter_map(|one| one.key).collect::<Vec<_>>(),
        )
        .await?;
    let mut values: Vec<String> = Vec::new();
    for one in newest {
        let Some(key) = one.key.and_then(|number| keys.get(&number)) else {
            continue;
        };
        let value: Value = serde_json::from_slice(&seal::open(key, "fact", &one.value)?)
            .map_err(kernel::Error::internal)?;
        values.push(
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned),
        );
    }
    let differ = |one: &String, other: &String| match attribute {
        // 王小明 and Wang Xiaoming are one name.
        "name" => !names::matches(one, other) && !names::matches(other, one),
        "birthday" => attributes::day(one) != attributes::day(other),
        _ => one.trim().to_lowercase() != other.trim().to_lowercase(),
    };
    Ok(values
        .iter()
        .enumerate()
        .any(|(place, one)| values[place + 1..].iter().any(|other| differ(one, other))))
}

/// Brings the table to what was found, and the counts with it.
async fn keep(
    tx: &mut Tx,
    list: Vec<Vec<u8>>,
    found: BTreeSet<(CustomerId, Finding)>,
) -> Result<()> {
    let sql = "SELECT customer, code, attribute FROM quality_findings WHERE customer = ANY($1)";
    let mut held = BTreeSet::new();
    for mut row in tx.query(sql, params![list]).await? {
        held.insert((
            row.take(0)?,
            Finding {
                code: row.take(1)?,
                attribute: row.take(2)?,
            },
        ));
    }
    let mut counts: BTreeMap<Finding, i64> = BTreeMap::new();
    let row_of = |(customer, finding): &(CustomerId, Finding)| -> Vec<Param> {
        vec![
            customer.into(),
            (&finding.code).into(),
            (&finding.attribute).into(),
        ]
    };
    let gone: Vec<_> = held
        .difference(&found)
        .inspect(|(_, what)| *counts.entry(what.clone()).or_default() -= 1)
        .map(row_of)
        .collect();
    let new: Vec<_> = found
        .difference(&held)
        .inspect(|(_, what)| *counts.entry(what.clone()).or_default() += 1)
        .map(row_of)
        .collect();
    if !gone.is_empty() {
        tx.query_many(
            "DELETE FROM quality_findings WHERE customer = $1 AND code = $2 AND attribute = $3",
            &gone,
        )
        .await?;
    }
    let columns = &[
        ("customer", ColumnType::Blob),
        ("code", ColumnType::Text),
        ("attribute", ColumnType::Text),
    ];
    tx.insert_many(
        "quality_findings",
        columns,
        new,
        "ON CONFLICT (customer, code, attribute) DO NOTHING",
    )
    .await?;
    let rows = counts.into_iter().filter(|(_, number)| *number != 0);
    let rows = rows
        .map(|(what, number)| vec![what.code.into(), what.attribute.into(), number.into()])
        .collect();
    let columns = &[
        ("code", ColumnType::Text),
        ("attribute", ColumnType::Text),
        ("number", ColumnType::Int),
    ];
    let tail = "ON CONFLICT (code, attribute) DO UPDATE SET number = quality_counts.number + excluded.number";
    tx.insert_many("quality_counts", columns, rows, tail).await
}

/// What is wrong with a customer's data.
pub async fn of(tx: &mut Tx, customer: CustomerId) -> Result<Vec<Finding>> {
    let sql =
        "SELECT code, attribute FROM quality_findings WHERE customer = $1 ORDER BY code, attribute";
    let rows = tx.query(sql, params![customer]).await?;
    rows.into_iter()
        .map(|mut row| {
            Ok(Finding {
                code: row.take(0)?,
                attribute: row.take(1)?,
            })
        })
        .collect()
}

/// How many customers have each finding.
pub async fn summary(tx: &mut Tx) -> Result<Vec<Count>> {
    let sql = "SELECT code, attribute, number FROM quality_counts WHERE number > 0 ORDER BY number DESC, code, attribute";
    let rows = tx.query(sql, &[]).await?;
    let read = |mut row: store::Row| {
        Ok(Count {
            finding: Finding {
                code: row.take(0)?,
                attribute: row.take(1)?,
            },
            count: row.take(2)?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// A page of the customers with a finding, after one of them.
pub async fn customers(
    tx: &mut Tx,
    finding: &Finding,
    sight: &Sight,
    after: Option<CustomerId>,
    limit: i64,
) -> Result<Vec<CustomerId>> {
    let after = after.map_or_else(Vec::new, |id| id.0.to_vec());
    let mut values = params![&finding.code, &finding.attribute, after, limit].to_vec();
    let seen = sight.of_customers("quality_findings.customer", &mut values);
    let sql = format!(
        "SELECT customer FROM quality_findings WHERE code = $1 AND attribute = $2 AND customer > $3{seen} ORDER BY customer LIMIT $4"
    );
    let rows = tx.query(&sql, &values).await?;
    rows.into_iter().map(|mut row| row.take(0)).collect()
}
