//! People's names: put together by chance from common parts, so that none is meant to be anybody's.
//!
//! To add a culture: add a variant to [`Culture`], its parts to `name_parts`, and an arm to [`Name::draw`].

use crate::dice::Dice;
use crate::name_parts as parts;

/// Where a name comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Culture {
    /// 王晓明.
    Chinese,
    /// 佐藤 美咲.
    Japanese,
    /// 김민준.
    Korean,
    /// ليلى حداد.
    Arabic,
    /// Anna Müller.
    Latin,
}

/// A person's name, in the person's own writing and in Latin letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Family name as the person writes it.
    pub family: &'static str,
    /// Given name as the person writes it.
    pub given: String,
    /// Family name in Latin letters.
    pub latin_family: &'static str,
    /// Given name in Latin letters.
    pub latin_given: String,
    /// Where the name comes from.
    pub culture: Culture,
}

impl Name {
    /// Draws a name. People of one family are given the same `family` number, and `given` numbers three apart, so that no two
    /// brothers are called the same.
    #[must_use]
    pub fn draw(dice: &mut Dice, culture: Culture, female: bool, family: u32, given: u32) -> Self {
        let sex = usize::from(female);
        match culture {
            Culture::Chinese => Self::chinese(dice, female, family),
            Culture::Japanese => Self::of_pairs(
                culture,
                parts::JAPANESE_FAMILY,
                parts::JAPANESE_GIVEN[sex],
                family,
                given,
            ),
            Culture::Korean => Self::of_pairs(
                culture,
                parts::KOREAN_FAMILY,
                parts::KOREAN_GIVEN[sex],
                family,
                given,
            ),
            Culture::Arabic => Self::of_pairs(
                culture,
                parts::ARABIC_FAMILY,
                parts::ARABIC_GIVEN[sex],
                family,
                given,
            ),
            Culture::Latin => {
                let surname = parts::LATIN_FAMILY[family as usize % parts::LATIN_FAMILY.len()];
                let givens = parts::LATIN_GIVEN[sex];
                let given = givens[given as usize % givens.len()];
                Self {
                    family: surname,
                    given: given.to_owned(),
                    latin_family: surname,
                    latin_given: given.to_owned(),
                    culture,
                }
            }
        }
    }

    /// The name as its owner would write it on a form.
    #[must_use]
    pub fn written(&self) -> String {
        match self.culture {
            Culture::Chinese | Culture::Korean => format!("{}{}", self.family, self.given),
            Culture::Japanese => format!("{} {}", self.family, self.given),
            Culture::Arabic | Culture::Latin => format!("{} {}", self.given, self.family),
        }
    }

    /// The name in Latin letters, as a card or a foreign colleague has it.
    #[must_use]
    pub fn latin(&self) -> String {
        let mut given = self.latin_given.clone();
        if let Some(first) = given.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        format!("{given} {}", self.latin_family)
    }

    /// The name as somebody who only heard it writes it: a character that sounds the same, or a doubled letter.
    #[must_use]
    pub fn misheard(&self) -> String {
        let written = self.written();
        for (right, wrong) in parts::SOUND_ALIKE {
            if written.contains(right) {
                return written.replace(right, wrong);
            }
        }
        if self.culture == Culture::Chinese {
            format!("{}女士/先生", self.family)
        } else {
            written.to_uppercase()
        }
    }

    /// The letters a mailbox name starts with: ASCII only.
    #[must_use]
    pub fn mailbox(&self) -> (String, String) {
        (
            ascii_letters(&self.latin_given),
            ascii_letters(self.latin_family),
        )
    }

    fn chinese(dice: &mut Dice, female: bool, family: u32) -> Self {
        // The commonest surnames cover most people, so they are listed first and drawn as often as the rest together.
        let common = parts::CHINESE_FAMILY.len() as u32 / 3;
        let place = if family % 10 < 6 {
            (family / 10) % common
        } else {
            (family / 10) % parts::CHINESE_FAMILY.len() as u32
        };
        let (surname, latin_family) = parts::CHINESE_FAMILY[place as usize];
        let letters = parts::CHINESE_GIVEN[usize::from(female)];
        let (first, first_latin) = *dice.pick(letters);
        let (mut given, mut latin_given) = (first.to_owned(), first_latin.to_owned());
        if dice.chance(820) {
            let (second, second_latin) = *dice.pick(letters);
            given.push_str(second);
            latin_given.push_str(second_latin);
        }
        Self {
            family: surname,
            given,
            latin_family,
            latin_given,
            culture: Culture::Chinese,
        }
    }

    fn of_pairs(
        culture: Culture,
        families: parts::Pairs,
        givens: parts::Pairs,
        family: u32,
        given: u32,
    ) -> Self {
        let (surname, latin_family) = families[family as usize % families.len()];
        let (given, latin_given) = givens[given as usize % givens.len()];
        Self {
            family: surname,
            given: given.to_owned(),
            latin_family,
            latin_given: latin_given.to_owned(),
            culture,
        }
    }
}

/// Lower-case ASCII of a Latin name, accents taken off.
fn ascii_letters(text: &str) -> String {
    let lower = text.to_lowercase();
    let plain = lower.chars().filter_map(|letter| match letter {
        'a'..='z' => Some(letter),
        'à' | 'á' | 'â' | 'ä' | 'å' | 'ã' => Some('a'),
        'ç' | 'č' => Some('c'),
        'è' | 'é' | 'ê' | 'ë' => Some('e'),
        'ì' | 'í' | 'î' | 'ï' => Some('i'),
        'ñ' => Some('n'),
        'ò' | 'ó' | 'ô' | 'ö' | 'ø' | 'ō' => Some('o'),
        'ù' | 'ú' | 'û' | 'ü' | 'ū' => Some('u'),
        'ß' => Some('s'),
        _ => None,
    });
    plain.collect()
}
