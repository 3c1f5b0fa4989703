//! What somebody buys in one go, and what it costs.
//!
//! Invariants: a basket is the same whenever it is drawn from the same seed, so that a refund in spring knows the lines of an
//! order in winter; amounts are integers in minor units until they are written, and lines, discount and shipping add up.

use serde_json::{Map, Number, Value};

use crate::catalogue::{Brand, Product, products};
use crate::cities::Market;
use crate::dice::{Dice, stir};

/// One line of a basket.
pub struct Line {
    /// What it is.
    pub product: &'static Product,
    /// How many.
    pub quantity: i64,
    /// What one costs, in minor units.
    pub price: i64,
}

/// A basket.
pub struct Basket {
    /// The market whose prices and currency it has.
    pub market: Market,
    /// Its lines, each of another product.
    pub lines: Vec<Line>,
    /// What is taken off, in minor units.
    pub discount: i64,
    /// What sending it costs, in minor units.
    pub shipping: i64,
    /// The coupon that gave the discount.
    pub coupon: Option<&'static str>,
}

const COUPONS: [&str; 5] = ["WELCOME10", "MEMBER10", "TEAHOUSE", "BACKAGAIN", "FRIENDS"];

/// How many lines the basket of this seed has.
#[must_use]
pub fn line_count(seed: u64, brand: Brand) -> u8 {
    match brand {
        Brand::Care => 1,
        Brand::Living | Brand::Tea => [1, 1, 1, 2, 2, 3, 3, 4][(stir(seed, 0xba5e) % 8) as usize],
    }
}

impl Basket {
    /// The basket of this seed; what is bought in a shop is not sent.
    #[must_use]
    pub fn draw(seed: u64, brand: Brand, market: Market, sent: bool) -> Self {
        let mut dice = Dice::new(stir(seed, 0xba5c));
        let shelf = products(brand);
        let mut lines: Vec<Line> = Vec::new();
        while lines.len() < usize::from(line_count(seed, brand)) {
            let product = dice.pick(shelf);
            if lines.iter().all(|line| line.product.sku != product.sku) {
                let quantity = [1, 1, 1, 1, 1, 1, 2, 2, 3, 4]
                    [dice.below(if product.fen > 60_000 { 5 } else { 10 }) as usize];
                lines.push(Line {
                    product,
                    quantity,
                    price: product.price(market),
                });
            }
        }
        let goods: i64 = lines.iter().map(Line::amount).sum();
        let coupon = dice.chance(180).then(|| *dice.pick(&COUPONS));
        let discount = if coupon.is_some() { goods / 10 } else { 0 };
        let shipping = if sent && goods < shipping_free_from(market) {
            shipping_price(market)
        } else {
            0
        };
        Self {
            market,
            lines,
            discount,
            shipping,
            coupon,
        }
    }

    /// What the lines cost together.
    #[must_use]
    pub fn goods(&self) -> i64 {
        self.lines.iter().map(Line::amount).sum()
    }

    /// What is paid.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.goods() - self.discount + self.shipping
    }

    /// An amount of this basket's currency as a JSON number that reads back to the same minor units.
    #[must_use]
    pub fn amount(&self, minor: i64) -> Value {
        amount(minor, self.market.currency())
    }

    /// A line as the e-commerce events write it.
    #[must_use]
    pub fn product(&self, place: usize) -> Map<String, Value> {
        let Some(line) = self.lines.get(place) else {
            return Map::new();
        };
        self.line(line, line.quantity, place)
    }

    /// All lines, as `products` of an order.
    #[must_use]
    pub fn products(&self) -> Value {
        self.lines
            .iter()
            .enumerate()
            .map(|(place, line)| Value::Object(self.line(line, line.quantity, place)))
            .collect()
    }

    /// The amount and lines of a refund: everything, or one piece of the first line where there is more than that.
    #[must_use]
    pub fn refund(&self, partial: bool) -> (i64, Value) {
        match self.lines.first() {
            Some(line) if partial && (self.lines.len() > 1 || line.quantity > 1) => {
                let share = if self.discount > 0 {
                    line.price - line.price / 10
                } else {
                    line.price
                };
                (
                    share,
                    Value::Array(vec![Value::Object(self.line(line, 1, 0))]),
                )
            }
            _ => (self.total(), self.products()),
        }
    }

    fn line(&self, line: &Line, quantity: i64, place: usize) -> Map<String, Value> {
        let product = line.product;
        let name = if self.market == Market::China {
            product.zh
        } else {
            product.en
        };
        Map::from_iter([
            ("product_id".to_owned(), Value::from(product.sku)),
            ("sku".to_owned(), Value::from(product.sku)),
            ("name".to_owned(), Value::from(name)),
            ("category".to_owned(), Value::from(product.category)),
            ("price".to_owned(), self.amount(line.price)),
            ("quantity".to_owned(), Value::from(quantity)),
            ("position".to_owned(), Value::from(place + 1)),
        ])
    }
}

impl Line {
    /// What the line costs.
    #[must_use]
    pub const fn amount(&self) -> i64 {
        self.price * self.quantity
    }
}

/// Minor units as the decimal number of a currency; division by a hundred is rounded correctly, so two digits print as two.
#[must_use]
pub fn amount(minor: i64, currency: &str) -> Value {
    if currency == "JPY" || minor % 100 == 0 {
        return Value::from(if currency == "JPY" {
            minor
        } else {
            minor / 100
        });
    }
    Number::from_f64(minor as f64 / 100.0).map_or(Value::Null, Value::Number)
}

const fn shipping_free_from(market: Market) -> i64 {
    match market {
        Market::China => 9900,
        Market::Japan => 5000,
        Market::America | Market::Europe => 4900,
    }
}

const fn shipping_price(market: Market) -> i64 {
    match market {
        Market::China => 1000,
        Market::Japan => 660,
        Market::America => 695,
        Market::Europe => 590,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basket_is_drawn_again_the_same() {
        for seed in 0..500 {
            let first = Basket::draw(seed, Brand::Living, Market::Europe, true);
            let again = Basket::draw(seed, Brand::Living, Market::Europe, true);
            assert_eq!(first.products(), again.products());
            assert_eq!(
                first.lines.len(),
                usize::from(line_count(seed, Brand::Living))
            );
            assert!(first.refund(true).0 <= first.total());
        }
    }

    #[test]
    fn amounts_print_with_the_digits_of_their_currency() {
        assert_eq!(amount(1290, "CNY").to_string(), "12.9");
        assert_eq!(amount(29, "USD").to_string(), "0.29");
        assert_eq!(amount(5000, "EUR").to_string(), "50");
        assert_eq!(amount(4980, "JPY").to_string(), "4980");
    }
}
