//! How the characters of a Chinese name are read, without tones and with u for ü.
//!
//! The first character is a surname, and some surnames are read otherwise than the word: 单 is *shan*, not *dan*. Given names
//! follow the common reading; what cannot be known (王乐 is *le* or *yue*) is left to it.
//! To add a reading: a line in [`SURNAMES`], [`COMPOUND`] or [`IN_NAMES`], with an example in the tests.

use pinyin::ToPinyin;

/// Surnames of one character that are read otherwise than the dictionary's first reading.
const SURNAMES: &[(char, &str)] = &[
    ('曾', "zeng"),
    ('单', "shan"),
    ('單', "shan"),
    ('仇', "qiu"),
    ('解', "xie"),
    ('区', "ou"),
    ('區', "ou"),
    ('查', "zha"),
    ('盖', "ge"),
    ('蓋', "ge"),
    ('种', "chong"),
    ('朴', "piao"),
    ('乐', "yue"),
    ('樂', "yue"),
    ('覃', "qin"),
    ('翟', "zhai"),
    ('缪', "miao"),
    ('繆', "miao"),
    ('洗', "xian"),
    ('祭', "zhai"),
    ('隗', "wei"),
    ('折', "she"),
    ('黑', "he"),
    ('秘', "bi"),
    ('员', "yun"),
    ('員', "yun"),
    ('召', "shao"),
    ('句', "gou"),
    ('能', "nai"),
    ('卜', "bu"),
    ('都', "du"),
    ('藏', "zang"),
    ('阚', "kan"),
    ('乜', "nie"),
    ('薄', "bo"),
    ('牟', "mu"),
    ('郇', "xun"),
    ('繁', "po"),
    ('适', "kuo"),
    ('重', "chong"),
    ('粘', "nian"),
    ('会', "gui"),
    ('不', "fou"),
    ('六', "lu"),
];

/// Characters whose first reading in the dictionary is not the one that names use, wherever they stand.
const IN_NAMES: &[(char, &str)] = &[
    ('卜', "bu"),
    ('晟', "sheng"),
    ('长', "chang"),
    ('長', "chang"),
    ('都', "du"),
    ('隽', "jun"),
    ('伽', "jia"),
    ('什', "shi"),
    ('泊', "bo"),
    ('率', "shuai"),
];

/// Surnames of two characters, with their reading.
const COMPOUND: &[(&str, [&str; 2])] = &[
    ("欧阳", ["ou", "yang"]),
    ("歐陽", ["ou", "yang"]),
    ("司马", ["si", "ma"]),
    ("司馬", ["si", "ma"]),
    ("上官", ["shang", "guan"]),
    ("诸葛", ["zhu", "ge"]),
    ("諸葛", ["zhu", "ge"]),
    ("夏侯", ["xia", "hou"]),
    ("皇甫", ["huang", "fu"]),
    ("尉迟", ["yu", "chi"]),
    ("尉遲", ["yu", "chi"]),
    ("长孙", ["zhang", "sun"]),
    ("長孫", ["zhang", "sun"]),
    ("万俟", ["mo", "qi"]),
    ("澹台", ["tan", "tai"]),
    ("公孙", ["gong", "sun"]),
    ("公孫", ["gong", "sun"]),
    ("慕容", ["mu", "rong"]),
    ("令狐", ["ling", "hu"]),
    ("端木", ["duan", "mu"]),
    ("司徒", ["si", "tu"]),
    ("司空", ["si", "kong"]),
    ("东方", ["dong", "fang"]),
    ("東方", ["dong", "fang"]),
    ("独孤", ["du", "gu"]),
    ("獨孤", ["du", "gu"]),
    ("南宫", ["nan", "gong"]),
    ("南宮", ["nan", "gong"]),
    ("轩辕", ["xuan", "yuan"]),
    ("宇文", ["yu", "wen"]),
    ("西门", ["xi", "men"]),
    ("西門", ["xi", "men"]),
    ("呼延", ["hu", "yan"]),
    ("赫连", ["he", "lian"]),
    ("闻人", ["wen", "ren"]),
    ("钟离", ["zhong", "li"]),
    ("宗政", ["zong", "zheng"]),
    ("濮阳", ["pu", "yang"]),
    ("淳于", ["chun", "yu"]),
    ("单于", ["chan", "yu"]),
    ("太史", ["tai", "shi"]),
    ("申屠", ["shen", "tu"]),
    ("鲜于", ["xian", "yu"]),
    ("闾丘", ["lu", "qiu"]),
    ("拓跋", ["tuo", "ba"]),
    ("百里", ["bai", "li"]),
    ("东郭", ["dong", "guo"]),
    ("公冶", ["gong", "ye"]),
    ("完颜", ["wan", "yan"]),
    ("纳兰", ["na", "lan"]),
];

/// How many of the first characters are the surname; never all of them.
pub(super) fn surname_length(name: &[char]) -> usize {
    match name {
        [] | [_] => name.len(),
        [_, _] => 1,
        _ => {
            if compound(name).is_some() {
                2
            } else {
                1
            }
        }
    }
}

fn compound(name: &[char]) -> Option<&'static [&'static str; 2]> {
    let (first, second) = (*name.first()?, *name.get(1)?);
    COMPOUND
        .iter()
        .find(|(surname, _)| surname.chars().eq([first, second]))
        .map(|(_, reading)| reading)
}

/// One syllable a character; a character that no dictionary reads has none, and its place stays empty.
pub(super) fn of(name: &[char]) -> Vec<String> {
    let mut syllables: Vec<String> = name.iter().map(|letter| common(*letter)).collect();
    if let Some(reading) = compound(name) {
        for (syllable, part) in syllables.iter_mut().zip(reading) {
            *syllable = (*part).to_owned();
        }
    } else if let (Some(first), [letter, _, ..]) = (syllables.first_mut(), name)
        && let Some((_, reading)) = SURNAMES.iter().find(|(surname, _)| surname == letter)
    {
        *first = (*reading).to_owned();
    }
    syllables
}

fn common(letter: char) -> String {
    if let Some((_, reading)) = IN_NAMES.iter().find(|(other, _)| *other == letter) {
        return (*reading).to_owned();
    }
    letter
        .to_pinyin()
        .map(|reading| reading.plain().replace('ü', "u"))
        .unwrap_or_default()
}
