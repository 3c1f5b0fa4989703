use std::collections::{HashMap, HashSet};

use demo::generate;
use kernel::{Currency, IdentityKind, Money};
use serde_json::Value;

use crate::settings;

fn money(amount: &Value, currency: Currency) -> i64 {
    Money::from_decimal(&amount.to_string(), currency)
        .unwrap()
        .amount
}

#[test]
fn orders_add_up_and_refunds_know_their_order() {
    let mut orders: HashMap<String, (i64, Currency)> = HashMap::new();
    let (mut full, mut partial, mut lines) = (0, 0, 0);
    let mut currencies = HashSet::new();
    for touch in generate(settings(4000)) {
        let properties = &touch.properties;
        let order = properties
            .get("order_id")
            .and_then(Value::as_str)
            .map(str::to_owned);
        match (touch.event, order) {
            (Some("Order Completed"), Some(order)) => {
                let currency: Currency = properties["currency"].as_str().unwrap().parse().unwrap();
                let products = properties["products"].as_array().unwrap();
                lines += products.len();
                let sum: i64 = products
                    .iter()
                    .map(|line| {
                        money(&line["price"], currency) * line["quantity"].as_i64().unwrap()
                    })
                    .sum();
                let total = sum - money(&properties["discount"], currency)
                    + money(&properties["shipping"], currency);
                assert_eq!(money(&properties["total"], currency), total);
                assert!(total > 0);
                assert!(
                    touch
                        .identities
                        .contains(&(IdentityKind::Order, order.clone()))
                );
                currencies.insert(currency.to_string());
                assert!(
                    orders.insert(order, (total, currency)).is_none(),
                    "an order number came twice"
                );
            }
            (Some("Order Refunded"), Some(order)) => {
                let (total, currency) = orders[&order];
                let refund = money(&properties["total"], currency);
                assert_eq!(properties["currency"], currency.as_str());
                assert!(refund > 0 && refund <= total);
                if refund == total {
                    full += 1
                } else {
                    partial += 1
                }
            }
            _ => {}
        }
    }
    assert!(
        orders.len() > 4000 && lines > orders.len(),
        "{} {lines}",
        orders.len()
    );
    assert!(full > 50 && partial > 50, "{full} {partial}");
    assert_eq!(
        currencies,
        HashSet::from(["CNY", "USD", "EUR", "JPY"].map(str::to_owned))
    );
}

#[test]
fn everything_a_chain_lives_through_happens() {
    let mut seen: HashMap<&str, u32> = HashMap::new();
    for touch in generate(settings(6000)) {
        if let Some(event) = touch.event {
            *seen.entry(event).or_default() += 1;
        }
    }
    for event in [
        "Product Viewed",
        "Product Added",
        "Cart Viewed",
        "Checkout Started",
        "Order Completed",
        "Order Refunded",
        "Product Reviewed",
        "Survey Answered",
        "Store Visited",
        "Kiosk Session Started",
        "Coupon Printed",
        "Followed",
        "Menu Clicked",
        "Message Received",
        "Message Sent",
        "Unfollowed",
        "Email Delivered",
        "Email Opened",
        "Email Link Clicked",
        "Email Bounced",
        "Unsubscribed",
        "SMS Sent",
        "SMS Received",
        "Call Started",
        "Call Abandoned",
        "Call Ended",
        "Conversation Started",
        "Conversation Solved",
        "Complaint Opened",
        "Complaint Answered",
        "Complaint Solved",
        "Appointment Booked",
        "Appointment Moved",
        "Appointment Completed",
        "Appointment Missed",
    ] {
        assert!(
            seen.get(event).is_some_and(|count| *count >= 3),
            "{event} in {seen:?}"
        );
    }
}
