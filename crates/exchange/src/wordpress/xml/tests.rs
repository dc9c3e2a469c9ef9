use super::leaves;

fn read(xml: &str) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    leaves(xml, &["secret"], &mut |leaf| {
        found.push(format!("{} {} {}", leaf.path.join("/"), leaf.attribute("a"), leaf.words));
    })?;
    Ok(found)
}

#[test]
fn words_come_from_text_cdata_and_references() {
    let found = read("<x><y a='1 &amp; 2'>A &#66;<![CDATA[ <c> ]]>&lt;&bomb;</y><z/></x>").unwrap();
    assert_eq!(found, ["x/y 1 & 2 A B <c> <&bomb;", "x/z  ", "x  "]);
}

#[test]
fn what_is_skipped_is_not_kept() {
    assert_eq!(read("<x><secret><y>no</y><secret>no</secret></secret><z>yes</z></x>").unwrap(), ["x/z  yes", "x  "]);
}

#[test]
fn depth_is_bounded() {
    assert!(read(&"<x>".repeat(10_000)).unwrap_err().contains("16 deep"));
}
