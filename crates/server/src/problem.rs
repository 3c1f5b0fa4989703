//! Errors on the wire: RFC 9457 problem details, one shape for every route.
//!
//! `code` is a stable word for programs, `detail` a sentence for people, `errors` the fields that are wrong and what would be
//! right. A fault of ours is logged with its cause and answered without it.

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::{Error, FieldError};
use serde::Serialize;
use utoipa::ToSchema;

/// One wrong field.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProblemField {
    /// Where, such as `touches[3].at`.
    pub field: String,
    /// What is wrong and what would be right.
    pub message: String,
}

impl From<FieldError> for ProblemField {
    fn from(one: FieldError) -> Self {
        Self {
            field: one.field,
            message: one.message,
        }
    }
}

/// Why a request was not done.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// A name for this sort of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened, for a person.
    pub detail: String,
    /// What happened, for a program.
    pub code: String,
    /// The fields that are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemField>,
    #[serde(skip)]
    retry_after: Option<u32>,
}

/// The result of a handler.
pub type Answer<T> = Result<T, Problem>;

impl Problem {
    /// A problem with a status, a code and a sentence.
    #[must_use]
    pub fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("urn:rapport:problem:{code}"),
            title: status.canonical_reason().unwrap_or("Problem").to_owned(),
            status: status.as_u16(),
            detail: detail.into(),
            code: code.to_owned(),
            errors: Vec::new(),
            retry_after: None,
        }
    }

    /// Nobody is signed in, or the token is not one.
    #[must_use]
    pub fn unauthorized(detail: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", detail)
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// What a status alone says, for answers that the router gives by itself.
    #[must_use]
    pub fn of_status(status: StatusCode) -> Self {
        let (code, detail) = match status {
            StatusCode::NOT_FOUND => ("not_found", "there is nothing at this address"),
            StatusCode::METHOD_NOT_ALLOWED => (
                "method_not_allowed",
                "this address does not take this method; the Allow header names those it takes",
            ),
            StatusCode::PAYLOAD_TOO_LARGE => {
                ("too_large", "the body is larger than 1 MB (1048576 bytes)")
            }
            StatusCode::UNSUPPORTED_MEDIA_TYPE => (
                "unsupported_media_type",
                "send the body with Content-Type: application/json",
            ),
            status if status.is_server_error() => {
                ("internal", "something went wrong here; it is in the log")
            }
            _ => ("refused", "the request cannot be read"),
        };
        Self::new(status, code, detail)
    }

    fn of_fields(fields: Vec<FieldError>) -> Self {
        let detail = fields
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("; ");
        let mut problem = Self::new(StatusCode::BAD_REQUEST, "invalid", detail);
        problem.errors = fields.into_iter().map(ProblemField::from).collect();
        problem
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Invalid(fields) => Self::of_fields(fields),
            Error::NotFound(what) => Self::new(
                StatusCode::NOT_FOUND,
                "not_found",
                format!("there is no such {what}"),
            ),
            Error::Conflict { code, message } => Self::new(StatusCode::CONFLICT, code, message),
            Error::Forbidden(why) => Self::new(StatusCode::FORBIDDEN, "forbidden", why),
            Error::Unavailable(why) => {
                tracing::warn!(error.cause = %why, "a request was refused for now");
                let mut problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", why);
                problem.retry_after = Some(2);
                problem
            }
            Error::Contended => {
                let mut problem = Self::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "contended",
                    "too many changes at once; try again",
                );
                problem.retry_after = Some(1);
                problem
            }
            Error::Internal(cause) => {
                tracing::error!(error.cause = %cause, "a request failed");
                Self::new(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "internal",
                    "something went wrong here; it is in the log",
                )
            }
        }
    }
}

impl From<FieldError> for Problem {
    fn from(field: FieldError) -> Self {
        Self::of_fields(vec![field])
    }
}

impl From<JsonRejection> for Problem {
    fn from(rejection: JsonRejection) -> Self {
        match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "too_large",
                "the body is larger than 1 MB (1048576 bytes)",
            ),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported_media_type",
                "send the body with Content-Type: application/json",
            ),
            _ => Self::new(
                StatusCode::BAD_REQUEST,
                "invalid_body",
                rejection.body_text(),
            ),
        }
    }
}

impl From<QueryRejection> for Problem {
    fn from(rejection: QueryRejection) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "invalid_query",
            rejection.body_text(),
        )
    }
}

impl From<PathRejection> for Problem {
    fn from(rejection: PathRejection) -> Self {
        // An id that cannot be one names nothing.
        Self::new(StatusCode::NOT_FOUND, "not_found", rejection.body_text())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, retry_after) = (self.status(), self.retry_after);
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
