use std::collections::HashSet;

use demo::{Company, UnitKind};
use kernel::Channel;

#[test]
fn the_register_hangs_together() {
    let company = Company::demo();
    let mut units = HashSet::new();
    for unit in &company.units {
        assert!(
            unit.parent
                .as_ref()
                .is_none_or(|parent| units.contains(parent)),
            "{} before its parent",
            unit.key
        );
        assert_eq!(unit.parent.is_none(), unit.kind == UnitKind::Brand);
        assert!(units.insert(unit.key.clone()), "{} twice", unit.key);
    }
    let mut touchpoints = HashSet::new();
    for touchpoint in &company.touchpoints {
        assert!(units.contains(&touchpoint.unit), "{}", touchpoint.unit);
        assert!(touchpoint.monthly_cost_minor > 0);
        assert!(["discover", "consider", "buy", "use", "return"].contains(&touchpoint.stage));
        assert!(
            touchpoints.insert(touchpoint.key.clone()),
            "{} twice",
            touchpoint.key
        );
    }
    let mut sources = HashSet::new();
    for source in &company.sources {
        assert!(
            touchpoints.contains(&source.touchpoint),
            "{}",
            source.touchpoint
        );
        assert!(sources.insert(source.key.clone()), "{} twice", source.key);
    }
}

#[test]
fn it_is_a_chain_with_every_channel_of_the_first_days() {
    let company = Company::demo();
    let shops = company
        .units
        .iter()
        .filter(|unit| unit.kind == UnitKind::Shop)
        .count();
    assert!((28..=36).contains(&shops), "{shops}");
    assert_eq!(
        company
            .units
            .iter()
            .filter(|unit| unit.kind == UnitKind::Brand)
            .count(),
        3
    );
    let channels: HashSet<Channel> = company
        .touchpoints
        .iter()
        .map(|touchpoint| touchpoint.channel)
        .collect();
    for channel in [
        Channel::Web,
        Channel::App,
        Channel::WebChat,
        Channel::Email,
        Channel::Sms,
        Channel::Voice,
        Channel::WechatOa,
        Channel::WechatMini,
        Channel::Store,
        Channel::Kiosk,
        Channel::Form,
    ] {
        assert!(channels.contains(&channel), "{channel}");
    }
}
