//! What the name of a property says about its value.

use super::words::{LONGEST, Words};

/// What a name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Verdict {
    /// Whatever text or number stands under it is personal.
    Personal,
    /// `name`: a person's, unless what stands around it shows that it is the name of a thing.
    BareName,
    /// The number of a thing, such as an order: digits that look like a telephone's or a card's are neither.
    Thing,
    /// Some other number: digits that look like a bank card's are not.
    Number,
    /// Nothing.
    Open,
}

/// What the name of a property says about its value.
pub(in super::super) fn of_name(name: &str) -> Verdict {
    if !name.is_ascii() {
        return of_chinese(name);
    }
    let mut room = [0; LONGEST];
    let words = Words::of(name, &mut room);
    // `email_address`, `phone_number_2`: what follows the word only says that it is one.
    let mut last = 0;
    while is_filler(words.nth_last(last)) && last + 1 < words.count {
        last += 1;
    }
    let (word, before) = (words.nth_last(last), words.nth_last(last + 1));
    if is_personal_word(word) || is_personal_pair(before, word) {
        return Verdict::Personal;
    }
    if last > 0 && is_personal_pair(word, words.nth_last(last - 1)) {
        return Verdict::Personal;
    }
    match words.nth_last(0) {
        b"name" if words.count == 1 => Verdict::BareName,
        b"id" | b"ids" | b"no" | b"number" | b"num" | b"sn" | b"code" | b"ref" => {
            if words.any(is_thing) {
                Verdict::Thing
            } else {
                Verdict::Number
            }
        }
        b"sku" | b"skus" | b"barcode" | b"ean" | b"gtin" | b"upc" | b"isbn" | b"timestamp"
        | b"revenue" | b"price" | b"total" | b"amount" => Verdict::Thing,
        _ => Verdict::Open,
    }
}

/// Words that follow a personal one without changing what it is.
fn is_filler(word: &[u8]) -> bool {
    matches!(
        word,
        b"number"
            | b"no"
            | b"num"
            | b"raw"
            | b"text"
            | b"value"
            | b"digits"
            | b"1"
            | b"2"
            | b"3"
            | b"line"
            | b"line1"
            | b"line2"
            | b"full"
    )
}

fn is_personal_word(word: &[u8]) -> bool {
    matches!(
        word,
        b"email"
            | b"emails"
            | b"mail"
            | b"mailbox"
            | b"phone"
            | b"phones"
            | b"mobile"
            | b"telephone"
            | b"tel"
            | b"cellphone"
            | b"msisdn"
            | b"whatsapp"
            | b"fax"
            | b"wechat"
            | b"weixin"
            | b"wxid"
            | b"qq"
            | b"openid"
            | b"unionid"
            | b"psid"
            | b"address"
            | b"addresses"
            | b"address1"
            | b"address2"
            | b"addr"
            | b"street"
            | b"street1"
            | b"street2"
            | b"ip"
            | b"ipv4"
            | b"ipv6"
            | b"useragent"
            | b"fullname"
            | b"firstname"
            | b"lastname"
            | b"surname"
            | b"forename"
            | b"realname"
            | b"username"
            | b"nickname"
            | b"displayname"
            | b"recipient"
            | b"consignee"
            | b"addressee"
            | b"cardholder"
            | b"birthday"
            | b"birthdate"
            | b"birth"
            | b"dob"
            | b"dateofbirth"
            | b"ssn"
            | b"passport"
            | b"idcard"
            | b"iban"
            | b"cvv"
            | b"cvc"
            | b"password"
            | b"passwd"
            | b"passcode"
            | b"secret"
            | b"otp"
            | b"latitude"
            | b"longitude"
            | b"postcode"
            | b"zip"
            | b"zipcode"
            | b"lat"
            | b"lng"
            | b"lon"
            | b"geolocation"
            | b"signature"
            | b"idfa"
            | b"idfv"
            | b"gaid"
            | b"imei"
            | b"oaid"
    )
}

/// Two words that together are personal where neither is alone.
fn is_personal_pair(before: &[u8], word: &[u8]) -> bool {
    match word {
        b"name" => matches!(
            before,
            b"first"
                | b"last"
                | b"full"
                | b"given"
                | b"family"
                | b"middle"
                | b"maiden"
                | b"real"
                | b"legal"
                | b"display"
                | b"nick"
                | b"user"
                | b"customer"
                | b"contact"
                | b"recipient"
                | b"receiver"
                | b"consignee"
                | b"buyer"
                | b"payer"
                | b"sender"
                | b"member"
                | b"guest"
                | b"patient"
                | b"student"
                | b"parent"
                | b"child"
                | b"holder"
                | b"owner"
                | b"person"
                | b"passenger"
                | b"traveller"
                | b"traveler"
                | b"visitor"
                | b"billing"
                | b"shipping"
        ),
        b"date" | b"day" | b"year" | b"month" => matches!(before, b"birth"),
        b"card" => matches!(before, b"id" | b"identity" | b"bank" | b"credit" | b"debit"),
        b"id" | b"number" | b"no" | b"num" => matches!(
            before,
            b"card"
                | b"identity"
                | b"national"
                | b"citizen"
                | b"passport"
                | b"tax"
                | b"license"
                | b"licence"
                | b"id"
                | b"account"
                | b"bank"
                | b"personal"
                | b"document"
                | b"certificate"
        ),
        b"account" => matches!(before, b"bank"),
        b"agent" => matches!(before, b"user"),
        b"code" => matches!(before, b"zip" | b"postal" | b"post"),
        _ => false,
    }
}

/// What has a number of its own and is nobody.
fn is_thing(word: &[u8]) -> bool {
    matches!(
        word,
        b"order"
            | b"product"
            | b"sku"
            | b"item"
            | b"cart"
            | b"checkout"
            | b"transaction"
            | b"trade"
            | b"payment"
            | b"refund"
            | b"invoice"
            | b"receipt"
            | b"coupon"
            | b"shipment"
            | b"tracking"
            | b"parcel"
            | b"campaign"
            | b"session"
            | b"message"
            | b"request"
            | b"ticket"
            | b"case"
            | b"list"
            | b"page"
            | b"promotion"
            | b"variant"
            | b"category"
            | b"store"
            | b"shop"
            | b"event"
            | b"batch"
            | b"serial"
            | b"booking"
            | b"spu"
            | b"article"
            | b"content"
            | b"post"
            | b"video"
    )
}

/// Whether what is called so is made of things that have names: products, pages, apps.
pub(in super::super) fn names_things(name: &str) -> bool {
    let mut room = [0; LONGEST];
    let words = Words::of(name, &mut room);
    let word = words.nth_last(0);
    let one = word.strip_suffix(b"s").unwrap_or(word);
    is_thing(one)
        || matches!(
            one,
            b"screen"
                | b"app"
                | b"o"
                | b"os"
                | b"library"
                | b"network"
                | b"device"
                | b"brand"
                | b"template"
                | b"plan"
                | b"file"
                | b"categorie"
                | b"form"
                | b"article"
                | b"good"
                | b"service"
                | b"line"
                | b"experiment"
                | b"variation"
                | b"browser"
                | b"referrer"
                | b"channel"
                | b"source"
                | b"activity"
                | b"course"
        )
}

/// Whether a property called so stands beside a thing's name rather than a person's.
pub(in super::super) fn of_sibling(name: &str) -> bool {
    matches!(
        name,
        "product_id"
            | "productId"
            | "sku"
            | "spu"
            | "price"
            | "quantity"
            | "category"
            | "brand"
            | "variant"
            | "coupon"
            | "version"
            | "title"
            | "path"
            | "url"
            | "currency"
            | "position"
            | "list_id"
            | "promotion_id"
            | "creative"
            | "size"
            | "color"
            | "model"
            | "build"
            | "item_id"
            | "itemId"
    )
}

/// Words of Chinese names of properties.
const CHINESE: &[&str] = &[
    "邮箱",
    "邮件地址",
    "电话",
    "手机",
    "姓名",
    "名字",
    "地址",
    "住址",
    "生日",
    "出生",
    "身份证",
    "证件号",
    "银行卡",
    "卡号",
    "微信号",
    "昵称",
    "收货人",
    "收件人",
    "联系人",
    "护照",
    "密码",
    "邮编",
    "车牌",
];

fn of_chinese(name: &str) -> Verdict {
    if CHINESE.iter().any(|word| name.contains(word)) {
        return Verdict::Personal;
    }
    if ["编号", "单号", "编码", "条码", "金额", "价格"]
        .iter()
        .any(|word| name.ends_with(word))
    {
        return Verdict::Thing;
    }
    Verdict::Open
}
