//! Names that people have, and what holds for every text.

use proptest::prelude::*;
use serde_json::json;

use super::*;

#[track_caller]
fn found(name: &str, queries: &[&str]) {
    let stored = tokens(name);
    for query in queries {
        let asked = query_tokens(query);
        assert!(
            !asked.is_empty() && asked.iter().all(|token| stored.contains(token)),
            "{query:?} finds {name:?}: {asked:?} in {stored:?}"
        );
        assert!(matches(name, query), "{name:?} matches {query:?}");
    }
}

#[track_caller]
fn not_found(name: &str, queries: &[&str]) {
    let stored = tokens(name);
    for query in queries {
        let asked = query_tokens(query);
        let hit = !asked.is_empty()
            && asked.iter().all(|token| stored.contains(token))
            && matches(name, query);
        assert!(!hit, "{query:?} must not find {name:?}");
    }
}

#[test]
fn the_tokens_of_one_name() {
    assert_eq!(
        tokens("王小明"),
        [
            "王",
            "王小",
            "王小明",
            "wa",
            "wan",
            "wang",
            "wangx",
            "wangxi",
            "wangxia",
            "wangxiao",
            "wangxiaomi",
            "wx",
            "wxm",
            "小明",
            "wangxm",
            "xi",
            "xia",
            "xiao",
            "xiaom",
            "xiaomi",
            "xiaomin",
            "xiaoming",
            "xm"
        ]
    );
    assert_eq!(query_tokens("wangxiaoming"), ["wangxiaomi"]);
    assert_eq!(query_tokens("王"), ["王"]);
    assert_eq!(query_tokens("anna BERG"), ["anna", "berg"]);
    assert!(
        query_tokens(" w ").is_empty()
            && query_tokens("").is_empty()
            && query_tokens("…").is_empty()
    );
}

#[test]
fn chinese_names() {
    found(
        "王小明",
        &[
            "王",
            "王小",
            "王小明",
            "王 小明",
            "小明",
            "wa",
            "wang",
            "wangx",
            "WangXiaoMing",
            "wang xiaoming",
            "wxm",
            "wangxm",
            "xiaoming",
            "ｗａｎｇ",
        ],
    );
    not_found(
        "王小明",
        &["李", "王大", "wangd", "wangxiaomei", "xiaomi wang d", "明"],
    );
    found("李娜", &["李", "李娜", "lina", "li na", "ln"]);
    found(
        "欧阳娜娜",
        &[
            "欧",
            "欧阳",
            "欧阳娜",
            "ouyang",
            "ouyangnana",
            "oynn",
            "娜娜",
            "nana",
            "ouyangnn",
        ],
    );
    found(
        "庄双双",
        &["庄双双", "zhuangshuangshuang", "zss", "双双", "shuang"],
    );
    found("吕布", &["lv", "lvbu", "lubu", "lübu", "LÜ", "吕布"]);
    found(
        "阿卜杜拉·买买提",
        &["阿卜杜拉", "买买提", "maimaiti", "abudula"],
    );
    found("買小姐", &["買", "mai"]);
    found("王小明 (VIP)", &["王小明", "vip", "王 vip"]);
    found("𠮷田", &["𠮷", "𠮷田"]);
}

#[test]
fn surnames_read_in_their_own_way() {
    for (name, typed) in [
        ("曾国强", "zengguoqiang"),
        ("单田芳", "shantianfang"),
        ("仇英", "qiuying"),
        ("解晓东", "xiexiaodong"),
        ("区文杰", "ouwenjie"),
        ("查良镛", "zhaliangyong"),
        ("任盈盈", "renyingying"),
        ("朴树", "piaoshu"),
        ("翟天临", "zhaitianlin"),
        ("覃海洋", "qinhaiyang"),
        ("盖叫天", "gejiaotian"),
        ("乐嘉", "yuejia"),
        ("缪杰", "miaojie"),
        ("冼星海", "xianxinghai"),
        ("尉迟恭", "yuchigong"),
        ("万俟卨", "moqi"),
        ("长孙无忌", "zhangsunwuji"),
        ("万梓良", "wanziliang"),
        ("尉健行", "weijian"),
        ("种师道", "chongshidao"),
        ("沈腾", "shenteng"),
        ("石磊", "shilei"),
        ("葛优", "geyou"),
        ("宁静", "ningjing"),
    ] {
        found(name, &[typed, &typed[..2], &typed[..4]]);
    }
    // As a given name the character keeps its common reading.
    found("王单", &["wangdan"]);
    found("李晟", &["lisheng"]);
}

#[test]
fn latin_and_other_names() {
    found(
        "Anna Maria van der Berg",
        &[
            "an",
            "anna",
            "berg",
            "berg anna",
            "maria",
            "anna van der berg",
        ],
    );
    found(
        "Christopher Montgomery",
        &[
            "christopher",
            "montgomery",
            "christ",
            "christopher montgomery",
        ],
    );
    found("José Núñez", &["jose", "nunez", "JOSÉ", "núñ"]);
    found("Jürgen Groß", &["jurgen", "gross", "groß", "GRO"]);
    found("Søren Łukasz", &["soren", "lukasz"]);
    found("Conor O’Brien", &["obrien", "o'brien", "ob"]);
    found(
        "Wang Xiaoming",
        &["wang", "xiaoming", "wang xiaoming", "wangxiaoming"],
    );
    found("Jean-Luc Picard", &["jean", "luc", "picard", "jean-luc"]);
    found("Иван Петров", &["иван", "ПЕТ"]);
    found("山田 太郎", &["山田", "山田太郎", "太郎"]);
    found("김민준", &["김민", "김민준"]);
    found("やまだ", &["やまだ", "やま"]);
    found("İbrahim Işık", &["ibrahim", "isik"]);
    not_found("Anna Berg", &["nna", "anna bergman", "annab c"]);
}

#[test]
fn a_name_told_in_parts() {
    let told = |value: serde_json::Value| composed(value.as_object().unwrap());
    assert_eq!(
        told(json!({"firstName": "小明", "lastName": "王"})).as_deref(),
        Some("王小明")
    );
    assert_eq!(
        told(json!({"first_name": "Anna", "last_name": "Berg"})).as_deref(),
        Some("Anna Berg")
    );
    assert_eq!(told(json!({"lastName": " Berg "})).as_deref(), Some("Berg"));
    assert_eq!(told(json!({"firstName": "", "age": 3})), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_has_few_tokens_and_none_is_short(name in prop_oneof![any::<String>(), "[a-zA-Zéßﬀ李王单 ·'-]{0,60}"]) {
        let tokens = tokens(&name);
        prop_assert!(tokens.len() <= MOST_TOKENS);
        for token in &tokens {
            prop_assert!(fold::is_han(token) || token.chars().count() > 1, "{token}");
            prop_assert!(token.chars().count() <= 16);
        }
        let mut once = tokens.clone();
        once.sort();
        once.dedup();
        prop_assert_eq!(once.len(), tokens.len());
    }

    #[test]
    fn every_beginning_of_a_chinese_name_finds_it(name in "[王李张曾单吕欧][\u{4e00}-\u{9fa5}]{1,3}") {
        let letters: Vec<char> = name.chars().collect();
        for length in 1..=letters.len() {
            found(&name, &[&letters[..length].iter().collect::<String>()]);
        }
        let spelt = readings::of(&letters).concat();
        for length in 2..=spelt.len() {
            found(&name, &[&spelt[..length]]);
        }
    }

    #[test]
    fn every_beginning_of_a_latin_name_finds_it(first in "[A-Za-zéüñ]{2,10}", last in "[A-Za-zöł]{2,10}", cut in 2_usize..10, other in 2_usize..10) {
        let name = format!("{first} {last}");
        let one: String = first.chars().take(cut).collect();
        let two: String = last.chars().take(other).collect();
        found(&name, &[&one, &two.to_uppercase(), &format!("{two} {one}")]);
    }

    #[test]
    fn what_is_looked_up_matches_or_is_longer(name: String, query: String) {
        // Nothing matches that the tokens would hide, where the name keeps them all.
        let stored = tokens(&name);
        if matches(&name, &query) && stored.len() < MOST_TOKENS {
            prop_assert!(query_tokens(&query).iter().all(|token| stored.contains(token)));
        }
    }
}
