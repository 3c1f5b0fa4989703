//! How the words of the house appear in the OpenAPI document.

use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema, openapi::RefOr};

use crate::{Currency, Cursor, IdentityId, Timestamp};

/// A text with a pattern and an example.
pub(crate) fn text(pattern: &str, example: &str) -> RefOr<Schema> {
    RefOr::T(
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some(pattern))
            .examples([example])
            .build()
            .into(),
    )
}

/// One of some texts.
#[must_use]
pub fn one_of(texts: &[&'static str]) -> RefOr<Schema> {
    RefOr::T(
        ObjectBuilder::new()
            .schema_type(Type::String)
            .enum_values(Some(texts.iter().copied()))
            .build()
            .into(),
    )
}

impl PartialSchema for Timestamp {
    fn schema() -> RefOr<Schema> {
        let format = SchemaFormat::KnownFormat(KnownFormat::DateTime);
        RefOr::T(
            ObjectBuilder::new()
                .schema_type(Type::String)
                .format(Some(format))
                .examples(["2026-05-01T08:30:00.000000Z"])
                .build()
                .into(),
        )
    }
}

impl ToSchema for Timestamp {}

impl PartialSchema for Currency {
    fn schema() -> RefOr<Schema> {
        text("^[A-Z]{3}$", "CNY")
    }
}

impl ToSchema for Currency {}

impl PartialSchema for IdentityId {
    fn schema() -> RefOr<Schema> {
        text("^idn_[0-9a-hjkmnp-tv-z]{13}$", "idn_000000000002s")
    }
}

impl ToSchema for IdentityId {}

impl PartialSchema for Cursor {
    fn schema() -> RefOr<Schema> {
        text("^[A-Za-z0-9_-]*$", "AQAJY3VzdG9tZXJz")
    }
}

impl ToSchema for Cursor {}
