//! Pictures are to be had when a story that shows them is, and not before: who has the same photograph can make its
//! name, and must not learn that the newsroom has it.

use content::{Kill, LeadPicture, Manuscript, State, picture};
use store::testing::on_both;

use crate::kit::{Site, noon, story};

/// A PNG of 48 by 32 grey pixels.
fn grey() -> Vec<u8> {
    include_bytes!("grey.png").to_vec()
}

async fn site_with_picture(store: store::Store) -> (Site, String, String) {
    let site = Site::new(store);
    let taken = site.edition.library.take_in(&grey(), &media::Limits::default()).unwrap();
    let description =
        format!(r#"{{"file":"{}","width":{},"height":{}}}"#, taken.file(), taken.width, taken.height);
    let mut tx = site.edition.store.write().await.unwrap();
    picture::file(&mut tx, &taken.id, &description).await.unwrap();
    tx.commit().await.unwrap();
    let rendition = format!("/media/{}", taken.renditions[0].file);
    (site, taken.file(), rendition)
}

fn showing(file: &str, state: State, at: base::Time) -> Manuscript {
    let mut story = story("a-story", "en", "A headline", at);
    story.state = state;
    story.document.picture = Some(LeadPicture {
        file: file.into(),
        alt: String::new(),
        caption: String::new(),
        credit: String::new(),
    });
    story
}

#[test]
fn a_picture_goes_out_with_its_story_and_back_with_it() {
    on_both(|store| async move {
        let (site, file, rendition) = site_with_picture(store).await;
        let master = format!("/media/{file}");
        let answers = async || [site.get(&rendition).await.status, site.get(&master).await.status];
        assert_eq!(answers().await, [404, 404], "no story shows it");
        site.file(vec![showing(&file, State::Draft, noon())]).await;
        assert_eq!(answers().await, [404, 404], "a draft shows it");
        site.file(vec![showing(&file, State::Published, noon().plus_hours(1))]).await;
        assert_eq!(answers().await, [404, 404], "a story under embargo shows it");
        site.clock.set(noon().plus_hours(2));
        assert_eq!(answers().await, [200, 200]);
        let mut killed = showing(&file, State::Killed, noon());
        killed.killed = Some(Kill { at: noon(), notice: "Withdrawn.".into() });
        site.file(vec![killed]).await;
        assert_eq!(answers().await, [404, 404], "at once, before its files are gone");
    });
}

#[test]
fn a_picture_of_an_agencys_own_page_is_shown_there() {
    on_both(|store| async move {
        let (site, file, rendition) = site_with_picture(store).await;
        let folder = site.edition.pages.join("be");
        std::fs::create_dir_all(&folder).unwrap();
        let elsewhere = "![Ours & \"theirs\"](https://elsewhere.example/a.png) ![Gone](/media/none.jpg)";
        let text = format!("# Us\n\n![The *house* on the \"quay\"](/media/{file})\n\n{elsewhere}\n");
        std::fs::write(folder.join("us.md"), text).unwrap();
        let page = site.get("/be/us").await.text;
        let img = format!(
            "<img src=\"{rendition}\" alt=\"The house on the &quot;quay&quot;\" width=\"48\" height=\"32\""
        );
        assert!(page.contains(&img), "{page}");
        assert!(!page.contains("elsewhere.example") && !page.contains("none.jpg"), "{page}");
        assert!(page.contains("Ours &amp;") && page.contains("Gone"), "{page}");
        assert_eq!(site.get(&rendition).await.status, 200, "no story shows it, a page does");
        assert_eq!(site.get(&format!("/media/{file}")).await.status, 200);
        std::fs::remove_file(folder.join("us.md")).unwrap();
        assert_eq!(site.get(&rendition).await.status, 404);
    });
}
