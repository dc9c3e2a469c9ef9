use super::*;

#[test]
fn base64_pads_as_the_standard_does() {
    for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
        assert_eq!(base64(plain.as_bytes()), coded);
    }
}

#[test]
fn a_style_sheet_is_named_by_its_hash() {
    assert_eq!(style_hash(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
}

#[test]
fn a_page_can_replace_a_header_of_the_policy() {
    let policy = Policy::readers();
    let own = [(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"))];
    let merged: Vec<_> = policy.merged(&own).filter(|(name, _)| *name == header::REFERRER_POLICY).collect();
    assert_eq!(merged, own.iter().collect::<Vec<_>>());
}

#[test]
fn the_readers_policy_allows_no_script() {
    let policy = content_security_policy(&style_hash("body{}"));
    let text = policy.to_str().unwrap();
    assert!(text.starts_with("default-src 'none'; style-src 'sha256-"), "{text}");
    assert!(!text.contains("unsafe") && !text.contains("script-src"), "{text}");
}

#[test]
fn a_page_with_a_script_of_ours_allows_files_from_here_and_nothing_more() {
    let hash = style_hash("body{}");
    let [without, with] = [content_security_policy(&hash), content_security_policy_with_scripts(&hash)];
    let with = with.to_str().unwrap();
    assert_eq!(with.replace(" script-src 'self';", ""), without.to_str().unwrap());
    assert!(with.contains(" script-src 'self';") && !with.contains("unsafe"), "{with}");
}
