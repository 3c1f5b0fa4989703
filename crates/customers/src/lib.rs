//! Customers: what is known of them, counted of them, and agreed with them.
//!
//! Purpose: profiles, facts, numbers, orders, names and the timeline, kept live from the ledger and read masked; edits, tags,
//! notes, households, consent, data quality, export and erasure.
//! Invariants: every fact hangs on an identity, so merge and undo move none; personal values are sealed with the identity's key;
//! what this crate keeps can be made again from the ledger ([`reader::rebuild`]).
//!
//! To add a number: a column of `day_numbers` or a table by identity, filled in [`reader`], summed in [`numbers`], and its name
//! in the reader's list of what it keeps. To add something that people here say: [`edit`].

pub mod attributes;
pub mod consent;
mod count;
pub mod edit;
pub mod erasure;
pub mod export;
pub mod facts;
pub mod figures;
pub mod find;
pub mod graph;
pub mod list;
pub mod names;
pub mod numbers;
pub mod orders;
pub mod places;
pub mod preview;
pub mod profile;
pub mod quality;
pub mod reader;
pub mod reanchor;
pub mod rhythm;
pub mod show;
pub mod sight;
mod subject;
pub mod timeline;
pub mod touch;
pub mod upsert;
pub mod withdraw;
