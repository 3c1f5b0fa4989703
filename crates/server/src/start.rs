//! The first start: somebody must be able to come in.

use company::one_time::{self, Purpose};
use company::people;
use company::user::NewUser;
use company::{Caller, Role};
use kernel::Result;

use crate::app::App;

/// The address of the person that the first start makes, until they change it.
const FIRST: &str = "owner@localhost.localdomain";

/// A one-time sign-in for the owner, as long as nobody has ever signed in with a password of their own.
pub async fn first_sign_in(app: &App) -> Result<Option<String>> {
    let env = app.env().clone();
    app.store()
        .write(move |tx| {
            let env = env.clone();
            Box::pin(async move {
                let by = Caller::local();
                let owner = match people::find_by_email(tx, FIRST).await? {
                    Some(owner) => owner,
                    None if people::count(tx).await? > 0 => return Ok(None),
                    None => {
                        let new = NewUser {
                            email: FIRST.into(),
                            name: "Owner".into(),
                            role: Role::Owner,
                            unit: None,
                            locale: None,
                            time_zone: None,
                            password: None,
                        };
                        people::create(tx, &env, &by, &new).await?
                    }
                };
                if owner.has_password || owner.disabled_at.is_some() {
                    return Ok(None);
                }
                one_time::forget(tx, owner.id).await?;
                let secret =
                    one_time::create(tx, &env, &by, owner.id, Purpose::SetPassword, Some(86_400))
                        .await?;
                Ok(Some(secret.reveal().to_owned()))
            })
        })
        .await
}
