//! What is written of a row, as objects within objects.

use std::collections::BTreeMap;
use std::fmt::Write;

use kernel::Currency;

use crate::file::source::Cell;
use crate::file::{Field, Reject, amount, json};

/// What is written under names, as objects within objects.
#[derive(Default)]
pub(super) struct Tree(pub(super) BTreeMap<String, Node>);

pub(super) enum Node {
    Leaf(usize, String, Form),
    Branch(Tree),
}

/// How a text is written as JSON.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As it is: a text, or JSON where the file has types.
    Text,
    /// As a text, whatever the file holds it as: a number that is a name.
    Word,
    /// As a number where it is one.
    Open,
    /// As an amount, and nothing else.
    Amount,
    /// As a currency.
    Currency,
    /// As a list of order lines.
    Lines,
}

impl Tree {
    pub(super) fn put(&mut self, path: &str, leaf: Node) {
        match path.split_once('.') {
            None => drop(self.0.entry(path.to_owned()).or_insert(leaf)),
            Some((first, rest)) => match self
                .0
                .entry(first.to_owned())
                .or_insert_with(|| Node::Branch(Self::default()))
            {
                Node::Branch(inner) => inner.put(rest, leaf),
                // A name and a path through it: the path keeps its whole name.
                Node::Leaf(..) => drop(self.0.entry(path.to_owned()).or_insert(leaf)),
            },
        }
    }

    pub(super) fn write(&self, line: u64, cells: &[Cell], out: &mut String) -> Result<(), Reject> {
        for (name, node) in &self.0 {
            match node {
                Node::Branch(inner) => {
                    let before = out.len();
                    json::name(name, out);
                    out.push('{');
                    inner.write(line, cells, out)?;
                    if out.ends_with('{') {
                        out.truncate(before);
                    } else {
                        out.push('}');
                    }
                }
                Node::Leaf(place, column, form) => {
                    if let Some(cell) = cells.get(*place).filter(|cell| **cell != Cell::Nothing) {
                        json::name(name, out);
                        form.write(cell, out).map_err(|reason| Reject {
                            line,
                            column: column.clone(),
                            reason: reason.to_owned(),
                        })?;
                    }
                }
            }
        }
        Ok(())
    }
}

impl Form {
    pub(super) fn of(field: &Field) -> Self {
        match field {
            Field::Property(_) => Self::Open,
            Field::Order(name) => match name.as_str() {
                "total" | "revenue" | "subtotal" | "tax" | "shipping" | "discount" | "refund"
                | "value" => Self::Amount,
                "currency" => Self::Currency,
                "products" => Self::Lines,
                "order_id" | "checkout_id" | "coupon" | "affiliation" | "status" => Self::Word,
                _ => Self::Open,
            },
            _ => Self::Text,
        }
    }

    fn write(self, cell: &Cell, out: &mut String) -> Result<(), &'static str> {
        let text = cell.text().unwrap_or_default();
        if text.contains('\u{fffd}') {
            return Err("holds bytes that are no text in the encoding of the file");
        }
        match self {
            Self::Amount => {
                out.push_str(&amount::decimal(&text).ok_or("is not an amount such as 1234.50")?)
            }
            Self::Currency => {
                let currency: Currency = text
                    .parse()
                    .map_err(|_| "is not a three-letter ISO 4217 currency such as CNY")?;
                json::quote(currency.as_str(), out);
            }
            Self::Lines => lines(cell, &text, out)?,
            Self::Open if matches!(cell, Cell::Text(_)) && json::is_number(&text) => {
                out.push_str(&text)
            }
            Self::Text | Self::Open if let Cell::Json(value) = cell => json::value(value, out),
            Self::Text | Self::Open | Self::Word => json::quote(&text, out),
        }
        Ok(())
    }
}

/// The lines of an order: a JSON list of objects, as it is; any other text is the name of the one thing that was bought.
fn lines(cell: &Cell, text: &str, out: &mut String) -> Result<(), &'static str> {
    let told = match cell {
        Cell::Json(value) => Some(value.clone()),
        _ if text.starts_with(['[', '{']) => {
            Some(serde_json::from_str(text).map_err(|_| "is not a JSON list of order lines")?)
        }
        _ => None,
    };
    match told {
        Some(list @ serde_json::Value::Array(_)) => json::value(&list, out),
        Some(one @ serde_json::Value::Object(_)) => {
            let _written = write!(out, "[{one}]");
        }
        Some(_) => return Err("is not a JSON list of order lines"),
        None => {
            out.push_str("[{\"name\":");
            json::quote(text, out);
            out.push_str("}]");
        }
    }
    Ok(())
}
