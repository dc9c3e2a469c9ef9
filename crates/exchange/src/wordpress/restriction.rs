//! Signs that a post as a whole is not for everybody. WordPress has no such thing itself; plug-ins write it into fields.

use super::item::Item;

/// Parts of the names of fields in which the usual membership and paywall plug-ins say who may read.
const FIELDS: &[&str] = &[
    "restrict",
    "members_access",
    "_members_only",
    "paywall",
    "_is_paid",
    "rcp_",
    "subscription_level",
    "memberful_acl",
    "newsletter_access",
    "wpmem_block",
    "premium_content",
    "premium_post",
    "subscribers_only",
    "ihc_mb_who",
    "_mepr_rules",
    "_swpm_protect",
    "armember_access",
    "paid_content",
    "metered",
];

/// Values with which they say: everybody.
const EVERYBODY: &[&str] = &[
    "",
    "0",
    "no",
    "none",
    "false",
    "off",
    "all",
    "any",
    "open",
    "free",
    "public",
    "everybody",
    "everyone",
    "default",
    "inherit",
    "a:0:{}",
    "[]",
    "{}",
];

/// The name of the field that keeps the public out.
pub(super) fn restricting_field(item: &Item) -> Option<&str> {
    let restricts = |(key, value): &&(String, String)| {
        let (key, value) = (key.to_ascii_lowercase(), value.trim().trim_matches('"').to_ascii_lowercase());
        FIELDS.iter().any(|field| key.contains(field)) && !EVERYBODY.contains(&value.as_str())
    };
    item.meta.iter().find(restricts).map(|(key, _)| key.as_str())
}

/// Whether the text itself says where the part for payers begins, so that what stands before it is public in a post
/// that is restricted as a whole.
pub(super) fn has_wall(content: &str) -> bool {
    content.contains("<!-- wp:jetpack/paywall")
}
