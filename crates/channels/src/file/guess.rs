//! A guess of what the columns are, from their names and their first values, for who gives no mapping.
//!
//! A name that is known decides; without one the values do, where most of them look alike. What is left becomes an attribute, a
//! property of the touch or of the order, under its own name. Two columns are never taken for the same field, but for
//! identifiers: a customer may have two telephones.
//! To add a name: a line in [`known`].

use identity::normal::{self, Context};
use jiff::tz::TimeZone;
use kernel::IdentityKind;

use super::source::{Cell, Record};
use super::{Field, Holds, Mapping, Pair, amount, moment};

/// What the columns seem to be.
#[must_use]
pub fn mapping(holds: Holds, columns: &[String], samples: &[Record]) -> Mapping {
    let mut pairs: Vec<Pair> = Vec::with_capacity(columns.len());
    for (place, column) in columns.iter().enumerate() {
        let values: Vec<String> = samples
            .iter()
            .filter_map(|record| record.cells.get(place).and_then(Cell::text))
            .map(|text| text.into_owned())
            .collect();
        let found = known(holds, &plain(column))
            .filter(|field| fits(field, &values))
            .or_else(|| looks_like(holds, &values));
        let free = |field: &Field| {
            matches!(field, Field::Identity(_)) || !pairs.iter().any(|pair| pair.field == *field)
        };
        let field = found.filter(free).unwrap_or_else(|| own(holds, column));
        pairs.push(Pair {
            column: column.clone(),
            field,
        });
    }
    Mapping(pairs)
}

/// A name in lower case, without what parts its words.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The field under the column's own name.
fn own(holds: Holds, column: &str) -> Field {
    let mut name: String = column
        .trim()
        .chars()
        .map(|letter| if letter.is_control() { '_' } else { letter })
        .collect();
    if name.is_empty() || name.len() > 100 || name.split('.').any(str::is_empty) {
        name = name.replace('.', "_").chars().take(30).collect();
    }
    match holds {
        Holds::Customers => Field::Attribute(name),
        Holds::Touches => Field::Property(name),
        Holds::Orders => Field::Order(name),
    }
}

/// What a name of a column means, in English and Chinese.
fn known(holds: Holds, name: &str) -> Option<Field> {
    use IdentityKind as Kind;
    let order = |name: &str| Some(Field::Order(name.to_owned()));
    let attribute = |name: &str| Some(Field::Attribute(name.to_owned()));
    match name {
        "email" | "emailaddress" | "mail" | "customeremail" | "邮箱" | "电子邮箱" | "邮件"
        | "电子邮件" | "邮箱地址" | "邮件地址" => Some(Field::Identity(Kind::Email)),
        "phone" | "phonenumber" | "mobile" | "mobilephone" | "mobilenumber" | "cellphone"
        | "cell" | "tel" | "telephone" | "msisdn" | "customerphone" | "手机" | "手机号"
        | "手机号码" | "电话" | "电话号码" | "联系电话" | "联系方式" | "移动电话" => {
            Some(Field::Identity(Kind::Phone))
        }
        "userid" | "uid" | "customerid" | "memberid" | "accountid" | "会员编号" | "会员id"
        | "会员号" | "客户编号" | "客户id" | "客户号" | "用户编号" | "用户id" | "账号" => {
            Some(Field::Identity(Kind::UserId))
        }
        "anonymousid" | "visitorid" | "访客id" => Some(Field::Identity(Kind::AnonymousId)),
        "deviceid" | "device" | "设备号" | "设备id" => Some(Field::Identity(Kind::Device)),
        "openid" | "wechatopenid" | "微信openid" => Some(Field::Identity(Kind::Openid)),
        "unionid" | "wechatunionid" | "微信unionid" => Some(Field::Identity(Kind::Unionid)),
        "externaluserid" | "外部联系人id" => Some(Field::Identity(Kind::ExternalUserid)),
        "card" | "cardno" | "cardnumber" | "membercard" | "loyaltycard" | "loyaltycardnumber"
        | "会员卡" | "会员卡号" | "卡号" | "会员卡编号" => {
            Some(Field::Identity(Kind::Card))
        }
        "plate" | "licenseplate" | "numberplate" | "车牌" | "车牌号" | "车牌号码" => {
            Some(Field::Identity(Kind::Plate))
        }
        "name" | "fullname" | "customername" | "姓名" | "名字" | "客户姓名" | "会员姓名"
        | "客户名称" => Some(Field::Name),
        "messageid" | "touchid" | "eventid" | "流水号" | "消息id" if holds != Holds::Customers => {
            Some(Field::MessageId)
        }
        "event" | "eventname" | "action" | "事件" | "事件名称" | "行为"
            if holds == Holds::Touches =>
        {
            Some(Field::Event)
        }
        "at" | "time" | "timestamp" | "date" | "datetime" | "occurredat" | "eventtime" | "时间"
        | "日期" | "发生时间" | "接触时间"
            if holds != Holds::Customers =>
        {
            Some(Field::At)
        }
        "createdat" | "orderedat" | "ordertime" | "orderdate" | "paidat" | "下单时间"
        | "订单时间" | "下单日期" | "订单日期" | "支付时间" | "付款时间"
            if holds == Holds::Orders =>
        {
            Some(Field::At)
        }
        "orderid" | "orderno" | "ordernumber" | "order" | "订单号" | "订单编号" | "单号"
            if holds == Holds::Orders =>
        {
            order("order_id")
        }
        "orderid" | "orderno" | "ordernumber" | "订单号" | "订单编号"
            if holds == Holds::Touches =>
        {
            Some(Field::Property("order_id".into()))
        }
        "total" | "amount" | "ordertotal" | "totalamount" | "paid" | "金额" | "订单金额"
        | "总金额" | "实付金额" | "支付金额" | "应付金额"
            if holds == Holds::Orders =>
        {
            order("total")
        }
        "currency" | "币种" | "货币" if holds == Holds::Orders => order("currency"),
        "status" | "orderstatus" | "state" | "状态" | "订单状态" if holds == Holds::Orders => {
            order("status")
        }
        "products" | "items" | "lines" | "商品" | "商品明细" | "订单明细"
            if holds == Holds::Orders =>
        {
            order("products")
        }
        "discount" | "优惠" | "优惠金额" if holds == Holds::Orders => order("discount"),
        "shipping" | "freight" | "运费" if holds == Holds::Orders => order("shipping"),
        "city" | "城市" | "所在城市" if holds == Holds::Customers => attribute("city"),
        "gender" | "sex" | "性别" if holds == Holds::Customers => attribute("gender"),
        "birthday" | "birthdate" | "dateofbirth" | "dob" | "生日" | "出生日期"
            if holds == Holds::Customers =>
        {
            attribute("birthday")
        }
        "address" | "地址" | "住址" | "联系地址" if holds == Holds::Customers => {
            attribute("address")
        }
        _ => None,
    }
}

/// Whether the values are what the name promises; a name alone is believed where there is no value.
fn fits(field: &Field, values: &[String]) -> bool {
    match field {
        Field::Identity(
            kind @ (IdentityKind::Email | IdentityKind::Phone | IdentityKind::Openid),
        ) => values.is_empty() || share(values, |value| is_identity(*kind, value)) > 0.3,
        Field::At => {
            values.is_empty()
                || share(values, |value| {
                    moment::parse(value, &TimeZone::UTC).is_some()
                }) > 0.3
        }
        Field::Order(name) if name == "total" => {
            values.is_empty() || share(values, |value| amount::decimal(value).is_some()) > 0.3
        }
        _ => true,
    }
}

/// What values look like under a name that says nothing.
fn looks_like(holds: Holds, values: &[String]) -> Option<Field> {
    if values.len() < 3 {
        return None;
    }
    if share(values, |value| {
        value.contains('@') && is_identity(IdentityKind::Email, value)
    }) > 0.8
    {
        return Some(Field::Identity(IdentityKind::Email));
    }
    let phone = |value: &String| {
        value.bytes().filter(u8::is_ascii_digit).count() >= 10
            && !value.contains(['.', ':'])
            && is_identity(IdentityKind::Phone, value)
    };
    if share(values, phone) > 0.8 {
        return Some(Field::Identity(IdentityKind::Phone));
    }
    let time = |value: &String| {
        value.contains(['-', '/', ':']) && moment::parse(value, &TimeZone::UTC).is_some()
    };
    (holds != Holds::Customers && share(values, time) > 0.8).then_some(Field::At)
}

fn is_identity(kind: IdentityKind, value: &str) -> bool {
    normal::normalise(kind, value, &Context::default()).is_ok()
}

#[expect(clippy::cast_precision_loss, reason = "a share of at most 200 values")]
fn share(values: &[String], is: impl Fn(&String) -> bool) -> f64 {
    values.iter().filter(|value| is(value)).count() as f64 / values.len() as f64
}
