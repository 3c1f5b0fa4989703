//! What attributes of customers are: their types, their names on the screen, and which source is believed.

use axum::extract::State;
use axum::http::StatusCode;
use company::{audit, sources};
use customers::attributes::{self, AttributeType, Definition};
use kernel::{Error, SourceId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::Arc;
use store::Tx;
use utoipa::ToSchema;

use crate::app::App;
use crate::caller::{Allowed, CUSTOMERS_READ, SETTINGS_WRITE};
use crate::input::{Json, Path};
use crate::problem::{Answer, Problem};

/// What an attribute is.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttributeInput {
    /// What its values are.
    #[serde(rename = "type")]
    kind: AttributeType,
    /// What the screen calls it in Chinese.
    #[serde(default)]
    #[schema(max_length = 200)]
    label_zh: String,
    /// What the screen calls it in English.
    #[serde(default)]
    #[schema(max_length = 200)]
    label_en: String,
    /// Whether it is masked from who may not see personal data; so unless it is said.
    #[serde(default = "yes")]
    personal: bool,
    /// The values a choice or a list may have.
    #[serde(default)]
    #[schema(max_items = 500)]
    choices: Vec<String>,
    /// The sources that are believed before others, the first most.
    #[serde(default)]
    #[schema(max_items = 100)]
    sources: Vec<SourceId>,
}

const fn yes() -> bool {
    true
}

/// A defined attribute.
#[derive(Serialize, ToSchema)]
pub struct AttributeShown {
    name: String,
    #[serde(rename = "type")]
    kind: AttributeType,
    label_zh: String,
    label_en: String,
    personal: bool,
    choices: Vec<String>,
    sources: Vec<SourceId>,
}

/// The defined attributes.
#[derive(Serialize, ToSchema)]
pub struct AttributesAnswer {
    data: Vec<AttributeShown>,
    next_cursor: Option<String>,
}

/// Lists the attributes that are defined, by name.
#[utoipa::path(get, path = "/api/v1/attributes", tag = "attributes", responses((status = 200, body = AttributesAnswer)))]
pub async fn list(
    State(app): State<App>,
    _caller: Allowed<CUSTOMERS_READ>,
) -> Answer<axum::Json<AttributesAnswer>> {
    let data = app.store().read(|tx| Box::pin(shown(tx))).await?;
    Ok(axum::Json(AttributesAnswer {
        data,
        next_cursor: None,
    }))
}

async fn shown(tx: &mut Tx) -> kernel::Result<Vec<AttributeShown>> {
    let definitions = attributes::list(tx).await?;
    let mut nums: Vec<i64> = definitions
        .iter()
        .flat_map(|one| one.sources.iter().copied())
        .collect();
    nums.sort_unstable();
    nums.dedup();
    let known = sources::refs(tx, nums).await?;
    let id = |num: &i64| {
        known
            .iter()
            .find(|source| source.num == *num)
            .map(|source| source.id)
    };
    let shown = definitions.into_iter().map(|one| AttributeShown {
        sources: one.sources.iter().filter_map(id).collect(),
        name: one.name,
        kind: one.kind,
        label_zh: one.label_zh,
        label_en: one.label_en,
        personal: one.personal,
        choices: one.choices,
    });
    Ok(shown.collect())
}

/// Says what an attribute is, or says it anew; values told before stay as they were told.
#[utoipa::path(put, path = "/api/v1/attributes/{name}", tag = "attributes", params(("name" = String, Path)), request_body = AttributeInput,
    responses((status = 200, body = AttributeShown)))]
pub async fn define(
    State(app): State<App>,
    caller: Allowed<SETTINGS_WRITE>,
    Path(name): Path<String>,
    Json(input): Json<AttributeInput>,
) -> Answer<axum::Json<AttributeShown>> {
    let long = |text: &String| text.chars().count() > 200 || text.contains('\0');
    if long(&input.label_zh)
        || long(&input.label_en)
        || input.choices.len() > 500
        || input.choices.iter().any(long)
    {
        return Err(Error::invalid(
            "choices",
            "and labels must have at most 200 characters each, without NUL, and be 500 at most",
        )
        .into());
    }
    let (env, actor, input, wanted) = (
        app.env().clone(),
        caller.actor.clone(),
        Arc::new(input),
        name.clone(),
    );
    let all = app
        .store()
        .write(move |tx| {
            let (env, actor, input, name) = (env.clone(), actor.clone(), input.clone(), wanted.clone());
            Box::pin(async move {
                let mut nums = Vec::with_capacity(input.sources.len());
                for id in input.sources.iter().take(100) {
                    let source = sources::find_ref(tx, *id).await?.ok_or_else(|| Error::invalid("sources", "names one that is not there"))?;
                    nums.push(source.num);
                }
                let definition = Definition {
                    name,
                    kind: input.kind,
                    label_zh: input.label_zh.clone(),
                    label_en: input.label_en.clone(),
                    personal: input.personal,
                    choices: input.choices.clone(),
                    sources: nums,
                };
                attributes::define(tx, &env, &definition).await?;
                let detail = json!({ "type": input.kind, "personal": input.personal, "sources": input.sources });
                audit::record(tx, &env, &actor, "attribute.define", &definition.name, detail).await?;
                shown(tx).await
            })
        })
        .await?;
    Ok(axum::Json(
        all.into_iter()
            .find(|one| one.name == name)
            .ok_or(Error::NotFound("attribute"))?,
    ))
}

/// Takes a definition back; values stay, and are shown as they look.
#[utoipa::path(delete, path = "/api/v1/attributes/{name}", tag = "attributes", params(("name" = String, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
pub async fn undefine(
    State(app): State<App>,
    caller: Allowed<SETTINGS_WRITE>,
    Path(name): Path<String>,
) -> Answer<StatusCode> {
    if name.contains('\0') {
        return Err(Error::NotFound("attribute").into());
    }
    let (env, actor) = (app.env().clone(), caller.actor.clone());
    app.store()
        .write(move |tx| {
            let (env, actor, name) = (env.clone(), actor.clone(), name.clone());
            Box::pin(async move {
                if !attributes::undefine(tx, &name).await? {
                    return Err(Error::NotFound("attribute"));
                }
                audit::record(tx, &env, &actor, "attribute.undefine", name, json!({})).await
            })
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
