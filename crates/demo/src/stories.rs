//! How each kind of story goes, beat by beat.
//!
//! Invariant: what a later telling must know (how many lines a basket has, which brand a shop is of) is drawn from the story's
//! seed by the functions both use; only the course of events is decided here.

use crate::basket::line_count;
use crate::calendar::Rhythm;
use crate::catalogue::Brand;
use crate::plan::{Act, Pen, Story};
use crate::scene::{brand_of, official_account};

/// Writes the story the pen holds.
pub fn write(pen: &mut Pen<'_>) {
    match pen.kind {
        Story::Web => web(pen),
        Story::App => app(pen),
        Story::Mini => mini(pen),
        Story::Shop => shop(pen),
        Story::Kiosk => kiosk(pen),
        Story::Wechat => wechat(pen),
        Story::Call => call(pen),
        Story::Chat => chat(pen),
        Story::Care => care(pen),
        Story::News => news(pen),
        Story::Offer => offer(pen),
        Story::Complaint => complaint(pen),
    }
}

fn web(pen: &mut Pen<'_>) {
    pen.beat(Act::Landed);
    pen.wait(8, 90);
    sign_in(pen, 330);
    browse(pen, Act::Paged);
}

fn app(pen: &mut Pen<'_>) {
    pen.beat(Act::AppOpened);
    pen.wait(2, 20);
    sign_in(pen, 850);
    browse(pen, Act::Screened);
}

/// Opens the account the first time; later signs in, sometimes saying so again.
fn sign_in(pen: &mut Pen<'_>, per_mille: u32) {
    if !pen.habits.account {
        return;
    }
    if !pen.standing.has_account {
        pen.standing.has_account = true;
        pen.signed_in = true;
        pen.beat(Act::SignedUp);
        pen.wait(1, 4);
        pen.aside(130, |pen| pen.beat(Act::Aliased));
        pen.wait(1, 4);
        if pen.habits.organisation {
            pen.beat(Act::Grouped);
            pen.wait(1, 20);
        }
    } else if pen.dice.chance(per_mille) {
        pen.signed_in = true;
        if pen.dice.chance(300) {
            pen.beat(Act::SignedIn);
            pen.wait(1, 5);
        }
    }
}

/// Looks around, and perhaps buys.
fn browse(pen: &mut Pen<'_>, look: Act) {
    if pen.dice.chance(250) {
        pen.beat(Act::Searched);
        pen.wait(5, 60);
    }
    if pen.dice.chance(420) {
        pen.beat(Act::ListSeen);
        pen.wait(5, 80);
    }
    for which in 0..pen.dice.between(0, 2) as u8 {
        pen.beat_of(look, which);
        pen.wait(6, 200);
    }
    let lines = line_count(pen.seed, Brand::Living);
    let buying = pen.dice.chance(if pen.habits.nameless { 60 } else { 420 });
    for which in 0..if buying {
        lines
    } else {
        pen.dice.between(0, 2) as u8
    } {
        pen.beat_of(Act::ProductSeen, which);
        pen.wait(10, 240);
        if buying {
            pen.beat_of(Act::ProductAdded, which);
            pen.wait(4, 90);
        }
    }
    if !buying {
        return;
    }
    pen.aside(550, |pen| pen.beat(Act::CartSeen));
    pen.wait(10, 120);
    // Every third cart is left standing before its owner has said a word.
    if pen.habits.nameless || pen.dice.chance(320) {
        return;
    }
    pen.beat(Act::CheckoutStarted);
    pen.wait(25, 240);
    if pen.dice.chance(820) {
        pen.beat(Act::Ordered);
        after_order(pen);
    }
}

/// What follows an order that is sent home.
fn after_order(pen: &mut Pen<'_>) {
    pen.aside(700, |pen| {
        pen.wait(5, 90);
        pen.beat(Act::OrderMailed);
        pen.wait(120, 30_000);
        pen.aside(560, |pen| pen.beat(Act::MailOpened));
    });
    pen.aside(520, |pen| {
        pen.later_day(1, 2, Rhythm::Desk);
        pen.beat(Act::ParcelTexted);
    });
    pen.aside(75, |pen| {
        pen.later_day(3, 14, Rhythm::Desk);
        let act = if pen.dice.chance(450) {
            Act::PartlyRefunded
        } else {
            Act::Refunded
        };
        pen.beat(act);
    });
    pen.aside(110, |pen| {
        pen.later_day(5, 20, Rhythm::Online);
        pen.beat(Act::Reviewed);
    });
    pen.aside(100, |pen| {
        pen.later_day(7, 16, Rhythm::Online);
        pen.beat(Act::Rated);
    });
}

fn mini(pen: &mut Pen<'_>) {
    pen.beat(Act::AppOpened);
    pen.wait(10, 60);
    pen.beat(Act::Screened);
    pen.wait(10, 60);
    if pen.dice.chance(720) {
        pen.beat(Act::Ordered);
        pen.wait(240, 900);
        pen.aside(800, |pen| pen.beat(Act::WechatNotified));
    }
}

fn shop(pen: &mut Pen<'_>) {
    if brand_of(Story::Shop, pen.seed, pen.habits.city) == Brand::Living {
        let only_looks = pen.dice.chance(140);
        pen.aside(if only_looks { 1000 } else { 250 }, |pen| {
            pen.beat(Act::ShopEntered)
        });
        if only_looks {
            return;
        }
        pen.wait(240, 3000);
    }
    pen.beat(Act::Sold);
    pen.aside(40, |pen| {
        pen.later_day(1, 12, Rhythm::Shop);
        pen.beat(Act::TookBack);
    });
    if !pen.habits.nameless {
        pen.aside(60, |pen| {
            pen.later_day(1, 3, Rhythm::Online);
            pen.beat(Act::Rated);
        });
    }
}

fn kiosk(pen: &mut Pen<'_>) {
    pen.beat(Act::KioskStarted);
    pen.wait(5, 40);
    for which in 0..pen.dice.between(0, 2) as u8 {
        pen.beat_of(Act::ProductSeen, which);
        pen.wait(5, 60);
    }
    if !pen.habits.nameless && pen.dice.chance(620) {
        pen.beat(Act::KioskNamed);
        pen.wait(2, 15);
        pen.aside(600, |pen| pen.beat(Act::KioskCoupon));
    }
}

fn wechat(pen: &mut Pen<'_>) {
    let account = official_account(pen.seed);
    // Those who follow it already when they are first seen began before this year.
    if !pen.standing.follows[account] {
        pen.standing.follows[account] = true;
        pen.aside(600, |pen| pen.beat(Act::Followed));
        pen.wait(3, 40);
    }
    match pen.dice.weighted(&[45, 35, 17, 3]) {
        0 => {
            for which in 0..pen.dice.between(1, 3) as u8 {
                pen.beat_of(Act::MenuClicked, which);
                pen.wait(4, 60);
            }
        }
        1 => {
            for which in 0..pen.dice.between(1, 3) as u8 {
                pen.beat_of(Act::WechatSaid, which);
                pen.wait(20, 400);
                pen.beat_of(Act::WechatAnswered, which);
                pen.wait(10, 300);
            }
        }
        2 => pen.beat(Act::WechatNotified),
        _ => {
            pen.standing.follows[account] = false;
            pen.beat(Act::Unfollowed);
        }
    }
}

fn call(pen: &mut Pen<'_>) {
    pen.beat(Act::CallStarted);
    if pen.dice.chance(90) {
        pen.wait(30, 200);
        pen.beat(Act::CallMissed);
        return;
    }
    pen.wait(60, 900);
    pen.beat(Act::CallEnded);
}

fn chat(pen: &mut Pen<'_>) {
    pen.signed_in = pen.standing.has_account && pen.dice.chance(400);
    pen.beat(Act::ChatStarted);
    for which in 0..pen.dice.between(1, 4) as u8 {
        pen.wait(5, 90);
        pen.beat_of(Act::ChatSaid, which);
        pen.wait(10, 150);
        pen.beat_of(Act::ChatAnswered, which);
    }
    pen.wait(30, 300);
    pen.beat(Act::ChatSolved);
    pen.aside(220, |pen| {
        pen.wait(20, 400);
        pen.beat(Act::Rated);
    });
}

fn care(pen: &mut Pen<'_>) {
    pen.beat(Act::Booked);
    pen.aside(140, |pen| {
        pen.wait(3600, 20_000);
        pen.beat(Act::Moved);
    });
    pen.later_day(2, 8, Rhythm::Desk);
    pen.aside(700, |pen| pen.beat(Act::Reminded));
    pen.later_day(1, 1, Rhythm::Desk);
    if pen.dice.chance(60) {
        pen.beat(Act::NobodyHome);
        return;
    }
    pen.beat(Act::CareDone);
    pen.wait(60, 900);
    pen.beat(Act::Sold);
    pen.aside(240, |pen| {
        pen.later_day(0, 3, Rhythm::Online);
        pen.wait(1, 3000);
        pen.beat(Act::Reviewed);
    });
}

fn news(pen: &mut Pen<'_>) {
    if pen.standing.left_news {
        return;
    }
    pen.beat(Act::NewsSent);
    if pen.dice.chance(25) {
        pen.wait(1, 60);
        let for_good = pen.dice.chance(600);
        pen.standing.left_news = for_good;
        pen.beat_of(Act::NewsBounced, u8::from(for_good));
        return;
    }
    pen.wait(120, 80_000);
    if !pen.dice.chance(420) {
        return;
    }
    pen.beat(Act::NewsOpened);
    pen.wait(5, 60);
    pen.aside(18, |pen| {
        pen.standing.left_news = true;
        pen.beat(Act::NewsLeft);
    });
    if pen.dice.chance(330) {
        pen.beat(Act::NewsClicked);
        // The click carries the visitor to the web shop, where cookie and campaign meet.
        pen.kind = Story::Web;
        pen.wait(1, 5);
        pen.beat(Act::Landed);
        pen.wait(5, 60);
        browse(pen, Act::Paged);
    }
}

fn offer(pen: &mut Pen<'_>) {
    if pen.standing.left_texts {
        return;
    }
    pen.beat(Act::OfferTexted);
    pen.wait(60, 8000);
    pen.aside(12, |pen| {
        pen.standing.left_texts = true;
        pen.beat(Act::OfferStopped);
    });
}

fn complaint(pen: &mut Pen<'_>) {
    pen.beat(Act::ComplaintOpened);
    pen.wait(600, 20_000);
    pen.beat(Act::ComplaintAnswered);
    pen.later_day(1, 6, Rhythm::Desk);
    pen.beat(Act::ComplaintSolved);
    pen.aside(300, |pen| {
        pen.later_day(1, 3, Rhythm::Online);
        pen.beat(Act::Rated);
    });
}
