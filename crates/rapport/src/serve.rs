//! `rapport serve`: the server, its two listeners, its start and its end.

use std::future::IntoFuture;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use kernel::Env;
use tokio::net::{TcpListener, UnixListener};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;

use crate::args::{Common, Serve};
use crate::{Failure, Outcome, folder};

/// How long requests may go on once the program was asked to end.
const GRACE: Duration = Duration::from_secs(2);

/// Runs until SIGTERM or SIGINT.
pub async fn run(common: &Common, serve: &Serve) -> Outcome {
    let Some(held) = folder::hold(&common.data)? else {
        return Err(Failure::new(format_args!(
            "another process holds the data folder {}",
            common.data.display()
        )));
    };
    let env = Env::system();
    let store = store::Store::open(folder::options(common, &env)?, env.clone()).await?;
    let app = server::App::start(store, env).await?;
    app.webhooks().allow_private(serve.webhooks_allow_private);
    server::backup::keep_erasures_in(&app, held.path()).await?;
    let listener = TcpListener::bind(&serve.listen)
        .await
        .map_err(|error| Failure {
            code: 2,
            message: format!("cannot listen on {}: {error}", serve.listen),
        })?;
    let address = format!("http://{}", listener.local_addr()?);
    std::fs::write(folder::address(held.path()), &address)?;
    let socket = listen_in(held.path())?;
    let mut ask = asked_to_end()?;
    eprintln!("listening on {address}");
    start_logging(serve)?;
    first_start(&app, &address).await?;
    if serve.demo {
        server::demo::create_if_empty(&app, serve.demo_customers);
    }
    let (end, ending) = watch::channel(false);
    let ended = |mut ending: watch::Receiver<bool>| async move {
        let _the_sender_lives = ending.wait_for(|end| *end).await;
    };
    // The pages of forms limit each address.
    let router = server::router(&app).into_make_service_with_connect_info::<SocketAddr>();
    let public = axum::serve(listener, router).with_graceful_shutdown(ended(ending.clone()));
    let local =
        axum::serve(socket, server::local_router(&app)).with_graceful_shutdown(ended(ending));
    let public = tokio::spawn(public.into_future());
    let local = tokio::spawn(local.into_future());
    let _one_is_enough = ask.changed().await;
    tracing::info!("asked to end");
    end.send_replace(true);
    app.end_streams();
    let both = async { tokio::join!(public, local) };
    if tokio::time::timeout(GRACE, both).await.is_err() {
        tracing::warn!(
            "some requests were still going on and are cut off; nothing of them was acknowledged"
        );
    }
    app.stop().await;
    // The socket and the address of a server that is gone would only mislead.
    for left in [folder::socket(held.path()), folder::address(held.path())] {
        if let Err(error) = std::fs::remove_file(&left) {
            tracing::debug!(file = %left.display(), error = %error, "it was gone already");
        }
    }
    Ok(())
}

fn listen_in(folder: &Path) -> Outcome<UnixListener> {
    let path = folder::socket(folder);
    if path.exists() {
        // We hold the lock, so whoever made it is gone.
        std::fs::remove_file(&path)?;
    }
    let listener = UnixListener::bind(&path).map_err(|error| {
        Failure::new(format_args!(
            "cannot make the socket {} (its path may be too long): {error}",
            path.display()
        ))
    })?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
    Ok(listener)
}

fn asked_to_end() -> Outcome<watch::Receiver<bool>> {
    let (ask, asked) = watch::channel(false);
    for kind in [SignalKind::terminate(), SignalKind::interrupt()] {
        let mut signals = signal(kind)?;
        let ask = ask.clone();
        tokio::spawn(async move {
            while signals.recv().await.is_some() {
                ask.send_replace(true);
            }
        });
    }
    Ok(asked)
}

fn start_logging(serve: &Serve) -> Outcome {
    let filter = EnvFilter::try_new(&serve.log).map_err(|error| Failure {
        code: 2,
        message: format!("--log: {error}"),
    })?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    let started = if serve.log_json {
        builder.json().try_init()
    } else {
        builder.try_init()
    };
    started.map_err(Failure::new)
}

/// Where nobody can sign in yet, prints an address that signs in once.
async fn first_start(app: &server::App, address: &str) -> Outcome {
    if let Some(token) = server::first_sign_in(app).await? {
        println!("sign in once at {address}/sign-in?token={token}");
    }
    Ok(())
}
