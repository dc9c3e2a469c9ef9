//! What `vestka doctor` says of the bot and its channels.

use distribution::telegram::examine;
use store::testing::on_both;

use super::*;

#[test]
fn a_bot_that_could_speak_is_found_so_and_says_nothing() {
    on_both(|store| async move {
        let house = House::new(store).await;
        assert_eq!(examine(&house.edition.config).await, Vec::<String>::new());
        assert_eq!(house.api.shown(ENGLISH), []);
        let lost = house.with_settings(|settings| settings.channels[1].chat = "@nowhere".into());
        let troubles = examine(&lost.edition.config).await;
        assert_eq!(troubles, ["@nowhere: Bad Request: chat not found. Is the bot an administrator there?"]);
        let other = lost.with_settings(|settings| settings.token = "1:other".into());
        let troubles = examine(&other.edition.config).await;
        assert_eq!(troubles, ["the bot: Unauthorized. Look at telegram.api and telegram.token"]);
    });
}
