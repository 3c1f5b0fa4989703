//! Definitions, answers, stamps and the shield; pages are in `pages`.

use std::net::IpAddr;
use std::sync::Arc;

use identity::normal::Context;
use kernel::{Env, Error, FormId, SeededRandom, TestClock, Timestamp};
use serde_json::{Value, json};

use super::answers::Answers;
use super::definition::Definition;
use super::fuzz::EVERY_KIND;
use super::posted::Posted;
use super::shield::Shield;
use super::stamp::{Age, DIFFICULTY, Stamp, is_proven};
use super::texts::Language;

mod pages;

fn every_kind() -> Definition {
    serde_json::from_str::<Definition>(EVERY_KIND)
        .unwrap()
        .checked()
        .unwrap()
}

fn changed(change: impl FnOnce(&mut Value)) -> Result<Definition, Vec<String>> {
    let mut value: Value = serde_json::from_str(EVERY_KIND).unwrap();
    change(&mut value);
    match serde_json::from_value::<Definition>(value)
        .unwrap()
        .checked()
    {
        Ok(definition) => Ok(definition),
        Err(Error::Invalid(fields)) => Err(fields.into_iter().map(|field| field.field).collect()),
        Err(other) => panic!("{other}"),
    }
}

fn judged(answers: Value) -> Result<Value, Vec<(String, String)>> {
    let body = json!({ "answers": answers }).to_string();
    let posted = Posted::of_json(body.as_bytes()).unwrap();
    match Answers::check(&every_kind(), &posted, Language::En, &Context::default()) {
        Ok(answers) => Ok(answers.by_key().into()),
        Err(wrongs) => Err(wrongs
            .into_iter()
            .map(|wrong| (wrong.key, wrong.message))
            .collect()),
    }
}

fn good() -> Value {
    json!({ "name": "王小明", "phone": "138 1234 5678", "privacy": true })
}

fn with(key: &str, value: Value) -> Value {
    let mut answers = good();
    answers[key] = value;
    answers
}

#[test]
fn a_definition_is_told_everything_that_is_wrong_with_it() {
    assert_eq!(changed(|_| ()).unwrap(), every_kind());
    type Case = (fn(&mut Value), &'static [&'static str]);
    let cases: [Case; 12] = [
        (|form| form["name"] = json!({}), &["name"]),
        (|form| form["fields"] = json!([]), &["fields"]),
        (
            |form| form["fields"][1]["key"] = json!("name"),
            &["fields[1].key"],
        ),
        (
            |form| form["fields"][0]["key"] = json!("Name!"),
            &["fields[0].key"],
        ),
        (
            |form| form["fields"][0]["key"] = json!("website_url"),
            &["fields[0].key"],
        ),
        (
            |form| form["fields"][0]["maps_to"] = json!({ "to": "identity", "kind": "user_id" }),
            &["fields[0].maps_to"],
        ),
        (
            |form| form["fields"][0]["maps_to"] = json!({ "to": "identity", "kind": "email" }),
            &["fields[0].maps_to"],
        ),
        (
            |form| form["fields"][5]["options"] = json!([]),
            &["fields[5].options"],
        ),
        (
            |form| form["fields"][3]["min"] = json!(50),
            &["fields[3].min"],
        ),
        (
            |form| form["fields"][11]["consent"]["link"] = json!("javascript:alert(1)"),
            &["fields[11].consent.link"],
        ),
        (
            |form| form["redirect"] = json!("https://evil.example/"),
            &["redirect"],
        ),
        (
            |form| form["classification"]["region"] = json!("china"),
            &["classification.region"],
        ),
    ];
    for (change, wrong) in cases {
        assert_eq!(changed(change).unwrap_err(), wrong);
    }
}

#[test]
fn a_redirect_leads_only_to_a_site_of_the_form() {
    let leads = |to: &str| {
        let to = to.to_owned();
        changed(move |form| {
            form["sites"] = json!(["www.shop.example"]);
            form["redirect"] = json!(to);
        })
    };
    assert!(leads("https://www.shop.example/thanks?a=1").is_ok());
    for bad in [
        "http://www.shop.example/",
        "https://www.shop.example.evil.example/",
        "https://www.shop.example@evil.example/",
        "https://evil.example/?https://www.shop.example",
        "https://www.shop.example\\@evil.example",
        "//www.shop.example",
        "https://www.shop.example/\r\nX: y",
    ] {
        assert!(leads(bad).is_err(), "{bad}");
    }
    let form = leads("https://www.shop.example/").unwrap();
    assert!(
        form.is_at_home("https://www.shop.example")
            && !form.is_at_home("https://evil.example")
            && !form.is_at_home("null")
    );
}

#[test]
fn answers_take_their_own_types() {
    let mut answers = good();
    for (key, value) in [
        ("email", json!(" Li.Lei@Example.com ")),
        ("visits", json!("１２")),
        ("birthday", json!("1990/02/03")),
        ("size", json!("l")),
        ("topics", json!(["cake", "tea", "tea"])),
        ("region", json!("CN-SH")),
        ("industry", json!("F")),
        ("note", json!("line\nline")),
        ("gift", json!(false)),
        ("unknown", json!("left out")),
    ] {
        answers[key] = value;
    }
    let kept = judged(answers).unwrap();
    let wanted = json!({
        "name": "王小明", "email": "li.lei@example.com", "phone": "+8613812345678", "visits": 12, "birthday": "1990-02-03",
        "size": "l", "topics": ["tea", "cake"], "region": "CN-SH", "industry": "F", "note": "line\nline", "privacy": true
    });
    assert_eq!(kept, wanted);
}

#[test]
fn what_does_not_fit_is_told_beside_its_field_without_its_value() {
    let missing = judged(json!({})).unwrap_err();
    assert_eq!(
        missing
            .iter()
            .map(|(key, _)| key.as_str())
            .collect::<Vec<_>>(),
        ["name", "phone", "privacy"]
    );
    for (key, value) in [
        ("name", json!("x")),
        ("name", json!("x".repeat(61))),
        ("name", json!("a\u{7}b")),
        ("name", json!(["a", "b"])),
        ("email", json!("not-an-address")),
        ("phone", json!("12")),
        ("visits", json!(32)),
        ("visits", json!("NaN")),
        ("visits", json!("inf")),
        ("birthday", json!("1890-01-01")),
        ("birthday", json!("tomorrow")),
        ("size", json!("xl")),
        ("topics", json!(["tea", "coffee", "cake"])),
        ("topics", json!(["<script>"])),
        ("region", json!("Atlantis")),
        ("privacy", json!("no")),
    ] {
        let wrongs = judged(with(key, value.clone())).unwrap_err();
        assert_eq!(wrongs.len(), 1, "{key} {value}");
        assert_eq!(wrongs[0].0, key);
        assert!(
            !value
                .as_str()
                .is_some_and(|text| text.len() > 2 && wrongs[0].1.contains(text))
        );
    }
}

#[test]
fn a_page_and_a_program_say_the_same() {
    let page = Posted::of_page(
        "name=%E7%8E%8B%E5%B0%8F%E6%98%8E&topics=tea&topics=cake&_stamp=abc&_language=zh-CN&website_url=&note=a%0D%0Ab&x=%zz&_evil=1&=2".as_bytes(),
    );
    let program = json!({ "answers": { "name": "王小明", "topics": ["tea", "cake"], "note": "a\nb", "x": "%zz" }, "stamp": "abc", "language": "zh-CN" });
    let mut program = Posted::of_json(program.to_string().as_bytes()).unwrap();
    program.answers.sort();
    let mut sorted = page;
    sorted.answers.sort();
    assert_eq!(sorted, program);
    for bad in [
        "",
        "[]",
        "{\"answers\":[]}",
        "{\"answers\":{\"a\":{}}}",
        "{\"answers\":{\"a\":[[1]]}}",
        "{\"answers\":{\"_stamp\":\"x\"}}",
        "{\"stamp\":1}",
    ] {
        assert!(Posted::of_json(bad.as_bytes()).is_err(), "{bad}");
    }
}

fn env() -> (Env, Arc<TestClock>) {
    let clock = Arc::new(TestClock::new(Timestamp(1_777_622_400_000_000)));
    (
        Env {
            clock: clock.clone(),
            random: Arc::new(SeededRandom::new(1)),
        },
        clock,
    )
}

#[test]
fn a_stamp_is_of_one_form_one_key_and_one_day() {
    let (env, clock) = env();
    let (key, form) = ([3; 32], FormId([9; 16]));
    let stamp = Stamp::new(&env, 7, 0);
    let text = stamp.write(&key, form);
    assert_eq!(Stamp::read(&key, form, &text), Some(stamp));
    assert_eq!(Stamp::read(&[4; 32], form, &text), None);
    assert_eq!(Stamp::read(&key, FormId([8; 16]), &text), None);
    for place in 0..text.len() {
        let mut other = text.clone().into_bytes();
        other[place] = if other[place] == b'A' { b'B' } else { b'A' };
        let other = String::from_utf8(other).unwrap();
        assert!(
            Stamp::read(&key, form, &other).is_none_or(|read| read == stamp),
            "the last letter has spare bits, no other"
        );
    }
    let ages = [
        (0, Age::TooYoung),
        (1, Age::TooYoung),
        (1, Age::Right),
        (86_398, Age::Right),
        (1, Age::TooOld),
    ];
    for (seconds, age) in ages {
        clock.advance_seconds(seconds);
        assert_eq!(stamp.age(env.now()), age);
    }
    assert_eq!(stamp.age(Timestamp(0)), Age::TooOld, "from the future");
}

#[test]
fn work_is_easy_to_check_and_takes_some_to_do() {
    assert!(is_proven("s", "", 0) && !is_proven("s", "", 1) && !is_proven("s", &"1".repeat(40), 1));
    let proof = (0..10_000_000)
        .map(|n: u32| n.to_string())
        .find(|work| is_proven("s", work, DIFFICULTY))
        .unwrap();
    assert!(!is_proven("other", &proof, DIFFICULTY));
}

#[test]
fn an_address_sends_its_share_and_an_attack_is_noticed() {
    let (env, clock) = env();
    let shield = Shield::new(&env);
    let (form, other) = (FormId([1; 16]), FormId([2; 16]));
    let address = |text: &str| Some(text.parse::<IpAddr>().unwrap());
    let mine = address("2001:db8::1");
    for _ in 0..20 {
        assert!(shield.take(form, mine, 20, env.now()).is_ok());
    }
    let wait = shield
        .take(form, address("2001:db8::ffff"), 20, env.now())
        .unwrap_err();
    assert!((1..=3).contains(&wait), "the same household; {wait}");
    assert!(
        shield
            .take(form, address("2001:db8:0:1::1"), 20, env.now())
            .is_ok(),
        "another one"
    );
    assert!(
        shield.take(other, mine, 20, env.now()).is_ok(),
        "another form"
    );
    clock.advance_seconds(3);
    assert!(shield.take(form, mine, 20, env.now()).is_ok());
    assert!(shield.take(form, mine, 20, env.now()).is_err());
    assert_eq!(shield.difficulty(form, env.now()), 0);
    for _ in 0..30 {
        shield.refused(form, env.now());
    }
    assert_eq!(
        (
            shield.difficulty(form, env.now()),
            shield.difficulty(other, env.now())
        ),
        (DIFFICULTY, 0)
    );
    clock.advance_seconds(601);
    assert_eq!(shield.difficulty(form, env.now()), 0, "it passes");
}

#[test]
fn views_are_counted_until_somebody_takes_them() {
    let (env, _) = env();
    let shield = Shield::new(&env);
    let form = FormId([1; 16]);
    shield.viewed(form, 5);
    shield.viewed(form, 5);
    shield.viewed(FormId([2; 16]), 5);
    let taken = shield.take_views(form);
    assert_eq!(taken, [(5, 2)]);
    assert!(shield.take_views(form).is_empty());
    shield.give_back(form, &taken);
    assert_eq!(shield.take_views(form), [(5, 2)]);
}

#[test]
fn a_language_is_the_one_that_is_asked_for_else_the_best_that_is_accepted() {
    let choose = Language::choose;
    assert_eq!(choose(Some("zh"), Some("en")), Language::Zh);
    assert_eq!(choose(Some("fr"), Some("zh-TW,en;q=0.5")), Language::Zh);
    assert_eq!(
        choose(None, Some("fr, zh;q=0.3, en-GB;q=0.8")),
        Language::En
    );
    assert_eq!(choose(None, Some("zh;q=0")), Language::En);
    assert_eq!(choose(None, Some(";;;,,q=")), Language::En);
    assert_eq!(choose(None, None), Language::En);
}
