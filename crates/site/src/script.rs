//! The wallet's script, the only one that readers' pages may have: built by `frontend/`, named by its content, kept by
//! browsers for ever. Which pages have it, the macros of the theme's `wallet.html` say.

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "assets"]
struct Files;

/// Where a page finds a script: `wallet.js` at `/assets/wallet-3f2a91c0d4e7.js`.
pub(crate) fn address(name: &str) -> String {
    let file = Files::get(name);
    let hash = file.map(|file| base::id::hex(&file.metadata.sha256_hash()[..6])).unwrap_or_default();
    format!("/assets/{}-{hash}.js", name.trim_end_matches(".js"))
}

/// The script that has this name now; an older one is not kept.
pub(crate) fn find(file: &str) -> Option<Vec<u8>> {
    let name = Files::iter().find(|name| address(name).strip_prefix("/assets/") == Some(file))?;
    Files::get(&name).map(|found| found.data.into_owned())
}

/// Whether a page may load a script from here.
pub(crate) fn is_ours(src: &str) -> bool {
    Files::iter().any(|name| address(&name) == src)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_found_under_the_name_of_its_content_only() {
        let address = address("wallet.js");
        let found = find(address.strip_prefix("/assets/").unwrap()).unwrap();
        assert_eq!(found, Files::get("wallet.js").unwrap().data.into_owned());
        assert!(is_ours(&address) && address.len() > "wallet.js".len() + 20, "{address}");
        for file in ["wallet.js", "wallet-.js", "wallet-000000000000.js", "../Cargo.toml", ""] {
            assert_eq!((find(file), is_ours(&format!("/assets/{file}"))), (None, false), "{file}");
        }
    }
}
