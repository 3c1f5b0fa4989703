//! The commands: each a few lines over the API.

mod backup;
mod doctor;
mod transfer;

use axum::http::Method;
use serde_json::{Value, json};

use crate::api::Api;
use crate::args::{Args, Audit, Backup, Command, Common, Demo, Key, Source, Token, User};
use crate::{Failure, Outcome, folder, serve};

/// Runs a command to its end.
pub async fn run(args: Args) -> Outcome {
    let common = args.common;
    match args.command {
        Command::Serve(serve) => serve::run(&common, &serve).await,
        Command::Openapi => print_openapi(),
        Command::Key(Key::Rotate) => rotate(&common).await,
        Command::Doctor(doctor) => doctor::run(&common, &doctor).await,
        Command::Backup(Backup::Verify { from }) => backup::verify(&common, &from).await,
        Command::Backup(Backup::Restore {
            from,
            keyring,
            erasures,
        }) => backup::restore(&common, from, keyring, erasures).await,
        command => {
            let api = Api::open(&common).await?;
            let outcome = over_api(&api, &common, command).await;
            api.close().await;
            outcome
        }
    }
}

async fn over_api(api: &Api, common: &Common, command: Command) -> Outcome {
    match command {
        Command::Demo(Demo::Create { customers, seed }) => {
            transfer::demo(api, common, customers, seed).await
        }
        Command::User(User::Add { email, role, name }) => {
            let name = name.unwrap_or_else(|| email.split('@').next().unwrap_or(&email).to_owned());
            let mut made = api
                .json(
                    Method::POST,
                    "/api/v1/users",
                    Some(&json!({"email": email, "role": role, "name": name})),
                )
                .await?;
            let Some(token) = made["one_time_token"].as_str() else {
                return Err(Failure::new("the answer has no one_time_token"));
            };
            made["sign_in_address"] = format!("{}/sign-in?token={token}", api.address()).into();
            tell(common, &made, &["sign_in_address"])
        }
        Command::Token(Token::Add { name, role }) => {
            let made = api
                .json(
                    Method::POST,
                    "/api/v1/tokens",
                    Some(&json!({"name": name, "role": role})),
                )
                .await?;
            tell(common, &made, &["token"])
        }
        Command::Source(Source::Add { name, touchpoint }) => {
            let made = api
                .json(
                    Method::POST,
                    "/api/v1/sources",
                    Some(&json!({"name": name, "touchpoint": touchpoint})),
                )
                .await?;
            tell(common, &made, &["write_key"])
        }
        Command::Import(import) => transfer::import(api, common, &import).await,
        Command::Export(export) => transfer::export(api, &export).await,
        Command::Backup(Backup::Create { to }) => backup::create(api, common, &to).await,
        Command::Audit(Audit::Verify) => {
            let found = api.json(Method::POST, "/api/v1/audit/verify", None).await?;
            tell(common, &found, &["summary"])?;
            if found["intact"] == true {
                Ok(())
            } else {
                Err(Failure::new("the record of changes is broken"))
            }
        }
        Command::Serve(_)
        | Command::Openapi
        | Command::Doctor(_)
        | Command::Key(_)
        | Command::Backup(_) => {
            unreachable!("these do not go over the API")
        }
    }
}

/// Prints one field alone, for scripts; with `--json` the whole answer.
fn tell(common: &Common, answer: &Value, fields: &[&str]) -> Outcome {
    if common.json {
        println!("{answer}");
        return Ok(());
    }
    for field in fields {
        match answer.get(field) {
            Some(Value::String(text)) => println!("{text}"),
            Some(value) => println!("{value}"),
            None => return Err(Failure::new(format_args!("the answer has no {field}"))),
        }
    }
    Ok(())
}

fn print_openapi() -> Outcome {
    let text = serde_json::to_string_pretty(&server::openapi()).map_err(Failure::new)?;
    println!("{text}");
    Ok(())
}

async fn rotate(common: &Common) -> Outcome {
    let Some(_held) = folder::hold(&common.data)? else {
        return Err(Failure::new(
            "stop the server first: it holds the old master key in memory",
        ));
    };
    if common.master_key_command.is_some() || std::env::var_os("RAPPORT_MASTER_KEY").is_some() {
        return Err(Failure {
            code: 2,
            message:
                "the master keys do not come from a file; add the new one where they come from"
                    .into(),
        });
    }
    let env = kernel::Env::system();
    let keys = folder::master_keys(common, &env)?.with_next(&env);
    // The file first: a key that nothing is wrapped with yet is harmless, a wrapped key without its master is lost.
    keys.write(&folder::master_key_file(common))?;
    let store = store::Store::open(folder::options(common, &env)?, env).await?;
    let mut wrapped = 0;
    loop {
        let some = store
            .write(|tx| Box::pin(async move { tx.keyring().clone().rewrap(tx, 1_000).await }))
            .await?;
        wrapped += some;
        if some == 0 {
            break;
        }
    }
    store.close().await;
    println!("{wrapped} keys are wrapped with the new master key");
    Ok(())
}
