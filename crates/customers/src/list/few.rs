//! Filters that an index leads to few customers by: then these are looked at, instead of the whole list.

use kernel::{CustomerId, Result};
use store::{Tx, Value, params};

use super::Wanted;

/// So many that looking at each of them is quick.
const FEW: usize = 5_000;

/// The fewest customers that one of the filters leads to; none when every filter leads to many.
pub(super) async fn candidates(tx: &mut Tx, wanted: &Wanted) -> Result<Option<Vec<CustomerId>>> {
    if let Some(list) = &wanted.customers {
        return Ok(Some(distinct(list.clone())));
    }
    let most = FEW + 1;
    let mut fewest = wanted.sight.few(tx).await?.map(distinct);
    if !wanted.tags.is_empty() {
        let sql = "SELECT i.customer FROM (SELECT identity FROM tags WHERE tag = ANY($1) AND held = 1 LIMIT $2) t
                   LEFT JOIN identities i ON i.id = t.identity";
        keep(
            tx,
            sql,
            params![wanted.tags.clone(), most as i64],
            &mut fewest,
        )
        .await?;
    }
    if let Some(Some(finding)) = &wanted.finding {
        let sql =
            "SELECT customer FROM quality_findings WHERE code = $1 AND attribute = $2 LIMIT $3";
        let values = params![&finding.code, &finding.attribute, most as i64];
        keep(tx, sql, values, &mut fewest).await?;
    }
    if let Some(None) = &wanted.finding {
        let sql = "SELECT customer FROM quality_findings LIMIT $1";
        keep(tx, sql, params![most as i64], &mut fewest).await?;
    }
    let orders = wanted.orders_min.or(wanted.spend_min.map(|_| 1));
    if let Some(orders) = orders {
        let sql = "SELECT customer FROM profiles WHERE orders >= $1 LIMIT $2";
        keep(tx, sql, params![orders, most as i64], &mut fewest).await?;
    }
    if !wanted.first.is_open() {
        let sql = "SELECT customer FROM profiles WHERE first_at >= $1 AND first_at < $2 LIMIT $3";
        let (from, until) = ends(wanted.first);
        keep(tx, sql, params![from, until, most as i64], &mut fewest).await?;
    }
    if !wanted.last.is_open() {
        let sql = "SELECT customer FROM profiles WHERE known IN (0, 1) AND last_at >= $1 AND last_at < $2 LIMIT $3";
        let (from, until) = ends(wanted.last);
        keep(tx, sql, params![from, until, most as i64], &mut fewest).await?;
    }
    Ok(fewest)
}

fn ends(span: super::wanted::Span) -> (i64, i64) {
    (
        span.from.map_or(i64::MIN, |at| at.0),
        span.until.map_or(i64::MAX, |at| at.0),
    )
}

/// Keeps what a statement leads to, when it is few and fewer than before.
async fn keep(
    tx: &mut Tx,
    sql: &str,
    values: &[Value],
    fewest: &mut Option<Vec<CustomerId>>,
) -> Result<()> {
    let rows = tx.query(sql, values).await?;
    if rows.len() > FEW || fewest.as_ref().is_some_and(|held| held.len() <= rows.len()) {
        return Ok(());
    }
    let mut found = Vec::with_capacity(rows.len());
    for mut row in rows {
        // An identity that is nobody's any more leads nowhere.
        found.extend(row.take::<Option<CustomerId>>(0)?);
    }
    *fewest = Some(distinct(found));
    Ok(())
}

fn distinct(mut list: Vec<CustomerId>) -> Vec<CustomerId> {
    list.sort_unstable();
    list.dedup();
    list
}
