use super::*;

#[test]
fn ghosts_addresses() {
    let first = |address| candidates(Format::Ghost, address)[0].clone();
    assert_eq!(
        first("__GHOST_URL__/content/images/size/w600/format/webp/2021/a.png"),
        "content/images/2021/a.png"
    );
    assert_eq!(first("https://old.example/content/images/2021/a.png?v=1#x"), "content/images/2021/a.png");
    assert!(candidates(Format::Ghost, "/content/images/2021/a.png").contains(&"2021/a.png".to_owned()));
    assert!(is_elsewhere(Format::Ghost, "https://images.example/a.png"));
}

#[test]
fn wordpress_addresses() {
    let all = candidates(Format::WordPress, "https://old.example/wp-content/uploads/2021/a-300x200.jpg");
    assert_eq!(all[0], "wp-content/uploads/2021/a.jpg");
    assert!(all.contains(&"2021/a-300x200.jpg".to_owned()));
    let cyrillic = candidates(Format::WordPress, "/wp-content/uploads/%d0%b0.jpg");
    assert!(cyrillic.contains(&"uploads/а.jpg".to_owned()), "{cyrillic:?}");
}

#[test]
fn paths_that_lead_out_are_none() {
    for out in ["", "/etc/passwd", "../a", "a/../../b", "a//b", "a\\b", "a\0", "./a"] {
        assert!(!stays_inside(out), "{out:?}");
    }
    for address in ["/content/images/../../../etc/passwd", "/content/images/%2e%2e/%2e%2e/x"] {
        let all = candidates(Format::Ghost, address);
        assert!(all.iter().filter(|path| path.contains("..")).all(|path| !stays_inside(path)), "{all:?}");
    }
}
