//! The kinds of identifier a customer is seen with (身份标识).

crate::coded_enum! {
    /// What sort of identifier an identity is. How each is normalised, trusted and limited stands in `identity`.
    IdentityKind, "identity kind" {
        /// An email address.
        Email = 1 => "email",
        /// A telephone number, E.164.
        Phone = 2 => "phone",
        /// The company's own account number; company-wide.
        UserId = 3 => "user_id",
        /// A visitor before sign-in; counted per source.
        AnonymousId = 4 => "anonymous_id",
        /// A device.
        Device = 5 => "device",
        /// WeChat openid, written `openid@appid`.
        Openid = 6 => "openid",
        /// WeChat unionid.
        Unionid = 7 => "unionid",
        /// WeCom external_userid.
        ExternalUserid = 8 => "external_userid",
        /// Messenger page-scoped id.
        Psid = 9 => "psid",
        /// WhatsApp business-scoped user id.
        Bsuid = 10 => "bsuid",
        /// A loyalty card.
        Card = 11 => "card",
        /// An order number.
        Order = 12 => "order",
        /// A vehicle's number plate.
        Plate = 13 => "plate",
        /// The hash of an official id number.
        IdHash = 14 => "id_hash",
    }
}
