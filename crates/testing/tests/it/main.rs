//! The tools of the tests, and what holds for the whole workspace.

mod statements;
