//! Money: integer minor units and an ISO 4217 currency, so that no cent is ever lost to a binary fraction.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::FieldError;

/// An ISO 4217 code in capitals.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// The three letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// How many digits the minor unit has (ISO 4217 column "exponent").
    #[must_use]
    pub fn exponent(&self) -> u32 {
        match self.as_str() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF"
            | "UGX" | "UYI" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            "CLF" | "UYW" => 4,
            _ => 2,
        }
    }
}

impl FromStr for Currency {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        let upper = text.trim().to_ascii_uppercase();
        match <[u8; 3]>::try_from(upper.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_uppercase) => Ok(Self(code)),
            _ => Err(FieldError::new(
                "currency",
                "is not a three-letter ISO 4217 code such as CNY",
            )),
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.as_str().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An amount in minor units of a currency: 12.50 CNY is `{1250, CNY}`, 100 JPY is `{100, JPY}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Money {
    /// Minor units; negative for what flows back.
    pub amount: i64,
    /// ISO 4217.
    pub currency: Currency,
}

impl Money {
    /// Reads a decimal such as `12.5` or `-3` exactly; digits beyond the minor unit are rounded half away from zero.
    pub fn from_decimal(text: &str, currency: Currency) -> Result<Self, FieldError> {
        let refuse = || FieldError::new("amount", "is not a decimal number such as 12.50");
        let text = text.trim();
        let (negative, digits) = text
            .strip_prefix('-')
            .map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && fraction.is_empty()
            || !whole
                .bytes()
                .chain(fraction.bytes())
                .all(|b| b.is_ascii_digit())
        {
            return Err(refuse());
        }
        let places = currency.exponent() as usize;
        let mut kept: String = fraction.chars().take(places).collect();
        while kept.len() < places {
            kept.push('0');
        }
        let mut amount: i64 = format!("{whole}{kept}")
            .trim_start_matches('0')
            .parse()
            .or_else(|error: std::num::ParseIntError| {
                if *error.kind() == std::num::IntErrorKind::Empty {
                    Ok(0)
                } else {
                    Err(refuse())
                }
            })?;
        if fraction
            .as_bytes()
            .get(places)
            .is_some_and(|digit| *digit >= b'5')
        {
            amount = amount.checked_add(1).ok_or_else(refuse)?;
        }
        Ok(Self {
            amount: if negative { -amount } else { amount },
            currency,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, currency: &str) -> i64 {
        Money::from_decimal(text, currency.parse().unwrap())
            .unwrap()
            .amount
    }

    #[test]
    fn decimals_keep_every_cent() {
        assert_eq!(read("12.5", "CNY"), 1250);
        assert_eq!(read("0.29", "USD"), 29);
        assert_eq!(read("-3", "EUR"), -300);
        assert_eq!(read("100", "JPY"), 100);
        assert_eq!(read("99.995", "CNY"), 10000);
        assert_eq!(read(".5", "USD"), 50);
        assert_eq!(read("1.2345", "KWD"), 1235);
    }

    #[test]
    fn nonsense_is_refused() {
        for bad in ["", ".", "-", "1e5", "12,50", "NaN", "99999999999999999999"] {
            assert!(
                Money::from_decimal(bad, "CNY".parse().unwrap()).is_err(),
                "{bad}"
            );
        }
    }
}
