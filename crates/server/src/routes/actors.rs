//! What people call those whose ids stand in records: the names of people and tokens.

use std::collections::{HashMap, HashSet};

use kernel::{Result, TokenId, UserId};
use store::{Tx, params};

/// The names of these actors; who is neither a person nor a token has none.
pub(crate) async fn names(tx: &mut Tx, actors: HashSet<String>) -> Result<HashMap<String, String>> {
    let people: Vec<Vec<u8>> = actors
        .iter()
        .filter_map(|actor| actor.parse::<UserId>().ok())
        .map(|id| id.0.to_vec())
        .collect();
    let programs: Vec<Vec<u8>> = actors
        .iter()
        .filter_map(|actor| actor.parse::<TokenId>().ok())
        .map(|id| id.0.to_vec())
        .collect();
    let mut names = HashMap::with_capacity(actors.len());
    if !people.is_empty() {
        for mut row in tx
            .query(
                "SELECT id, name FROM users WHERE id = ANY($1)",
                params![people],
            )
            .await?
        {
            names.insert(row.take::<UserId>(0)?.to_string(), row.take(1)?);
        }
    }
    if !programs.is_empty() {
        for mut row in tx
            .query(
                "SELECT id, name FROM tokens WHERE id = ANY($1)",
                params![programs],
            )
            .await?
        {
            names.insert(row.take::<TokenId>(0)?.to_string(), row.take(1)?);
        }
    }
    Ok(names)
}
