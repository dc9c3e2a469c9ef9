use super::*;
use crate::headers::Policy;
use crate::rendered::Rendered;
use crate::staleness::Mark;

fn page(length: usize) -> Arc<Page> {
    Arc::new(Page::pack(Rendered::new("image/webp", vec![1; length]), Mark::default(), &Policy::readers()))
}

fn put(cache: &Cache, path: &str, length: usize) {
    cache.put(&path.into(), page(length));
}

#[test]
fn what_nobody_read_goes_first() {
    let cache = Cache::new(30_000);
    for path in ["/a", "/b", "/c"] {
        put(&cache, path, 5000);
    }
    for path in ["/a", "/c"] {
        cache.with(path, |page| page.note_use());
    }
    put(&cache, "/d", 5000);
    put(&cache, "/e", 5000);
    let kept: Vec<_> =
        ["/a", "/b", "/c", "/d", "/e"].into_iter().filter(|path| cache.get(path).is_some()).collect();
    assert!(kept.len() == 4 && !kept.contains(&"/b"), "{kept:?}");
}

#[test]
fn bytes_are_counted_through_every_change() {
    let cache = Cache::new(100_000);
    for round in 0..50 {
        put(&cache, "/a", 1000 + round);
        put(&cache, "/b", 1000);
    }
    let (_, pages) = cache.held();
    assert_eq!(pages, 2);
    assert_eq!(cache.lock().slots.len(), 2, "slots are used again");
    cache.remove("/a");
    cache.remove("/b");
    cache.remove("/never");
    assert_eq!(cache.held(), (0, 0));
}

#[test]
fn a_page_as_large_as_half_the_cache_is_not_kept() {
    let cache = Cache::new(20_000);
    put(&cache, "/a", 1000);
    put(&cache, "/a", 11_000);
    assert!(cache.get("/a").is_none(), "nor is the one it would have replaced");
}

#[test]
fn a_swap_replaces_only_what_it_saw() {
    let cache = Cache::new(100_000);
    put(&cache, "/a", 1000);
    let seen = cache.get("/a").unwrap();
    put(&cache, "/a", 2000);
    let newer = cache.get("/a").unwrap();
    cache.swap(&"/a".into(), &seen, page(3000));
    assert!(Arc::ptr_eq(&cache.get("/a").unwrap(), &newer));
    cache.swap(&"/a".into(), &newer, page(4000));
    assert!(!Arc::ptr_eq(&cache.get("/a").unwrap(), &newer));
}
