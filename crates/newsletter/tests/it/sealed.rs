//! The seizure: after ten sends, in every byte that the database keeps on disk there is no address, nor a part of one.

use std::path::Path;

use newsletter::{Issue, List};
use store::testing::on_both_empty;
use store::{MIGRATIONS, Store, StoreUrl, values};

use crate::kit::{House, story};

/// Parts that are in no word of ours.
fn canaries() -> Vec<String> {
    (0..20).map(|number| format!("zq{number:02}kxw.vjh@qx{number:02}zw.example")).collect()
}

fn parts() -> Vec<String> {
    let halves = |address: &String| address.split('@').map(str::to_owned).collect::<Vec<_>>();
    canaries().iter().flat_map(halves).chain(canaries()).collect()
}

#[test]
fn ten_sends_leave_no_address_and_no_part_of_one_on_disk() {
    on_both_empty(|url| async move {
        let store = Store::open(&url, MIGRATIONS).await.unwrap();
        let house = House::new(store).await;
        for address in canaries() {
            house.subscribe(&address, "en", &[List::Breaking, List::Daily]).await;
        }
        for number in 0..10 {
            let id = format!("s{number}");
            house.file(vec![story(&id, "en", &id, house.now())]).await;
            let issue: Issue = house.send(&house.alert("en", &id, &id).await).await;
            assert_eq!(issue.sent, 20);
        }
        assert_eq!(found(&house.store, &url).await, Vec::<String>::new());

        // A control: what is there is found.
        let mut tx = house.store.write().await.unwrap();
        let planted = values![format!("seen: {}", canaries()[3])];
        tx.execute("update newsletter_issue set subject = $1", planted).await.unwrap();
        tx.commit().await.unwrap();
        assert!(
            found(&house.store, &url).await.contains(&canaries()[3]),
            "the search sees a planted address"
        );
        house.store.close().await;
    });
}

/// The parts that are found in any file of SQLite's folder, log included, or in any column of PostgreSQL.
async fn found(store: &Store, url: &StoreUrl) -> Vec<String> {
    let mut ground: Vec<u8> = Vec::new();
    match url {
        StoreUrl::Sqlite(file) => {
            let folder = file.parent().unwrap_or(Path::new("."));
            for entry in std::fs::read_dir(folder).unwrap() {
                ground.extend(std::fs::read(entry.unwrap().path()).unwrap());
                ground.push(b'\n');
            }
        }
        StoreUrl::Postgres(_) => {
            let mut db = store.read().await.unwrap();
            let sql =
                "select table_name as name from information_schema.tables where table_schema = 'public'";
            for row in db.rows(&sql.replace("table_name", "cast(table_name as text)"), vec![]).await.unwrap()
            {
                let table = row.text("name").unwrap();
                let sql = format!("select cast(t as text) as line from \"{table}\" t");
                for line in db.rows(&sql, vec![]).await.unwrap() {
                    ground.extend(line.text("line").unwrap().into_bytes());
                    ground.push(b'\n');
                }
            }
        }
    }
    let is_there = |part: &String| ground.windows(part.len()).any(|window| window == part.as_bytes());
    assert!(ground.len() > 10_000, "something was searched");
    parts().into_iter().filter(is_there).collect()
}
