//! The built-in theme is good; bad ones are refused with a sentence, and the last good one stays.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use base::Language;
use base::locale::Locales;
use tempfile::TempDir;

use super::{Reload, Source, Theme, ThemeHandle, ThemeRefused};
use crate::view::{NotFound, Page, Sheet, StoryPage, Wallet};

fn locales() -> Arc<Locales> {
    Arc::new(Locales::load(None).unwrap())
}

fn languages() -> Vec<Language> {
    ["en", "be", "ru"].map(|tag| Language::parse(tag).unwrap()).into()
}

fn load(source: &Source) -> Result<Theme, ThemeRefused> {
    Theme::load(source, &locales(), &languages())
}

/// A copy of the built-in theme, to be spoilt.
fn copy() -> (TempDir, Source) {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../themes/default")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    let source = Source::Folder(folder.path().into());
    (folder, source)
}

fn replace(folder: &Path, file: &str, old: &str, new: &str) {
    let text = fs::read_to_string(folder.join(file)).unwrap();
    assert!(text.contains(old), "{file} has no {old}");
    fs::write(folder.join(file), text.replacen(old, new, 1)).unwrap();
}

/// What is said of the built-in theme with one thing changed.
fn refusal(file: &str, old: &str, new: &str) -> String {
    let (folder, source) = copy();
    replace(folder.path(), file, old, new);
    load(&source).unwrap_err().to_string()
}

#[test]
fn the_built_in_theme_is_good_and_complete_in_the_binary() {
    let theme = load(&Source::Builtin).unwrap();
    assert!(theme.favicon().starts_with(b"<svg"));
    let built_in = super::files::built_in().templates().count();
    let on_disk = super::Files::read(&Source::Builtin).unwrap().templates().count();
    assert_eq!(built_in, on_disk, "a template is missing in the list of built-in files");
}

#[test]
fn the_hash_is_of_the_style_sheet_in_the_page() {
    let theme = load(&Source::Builtin).unwrap();
    let html = theme.render(&StoryPage::samples()[0]).unwrap();
    let style = html.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    assert_eq!(theme.style_hash(Sheet::Text), web::headers::style_hash(style));
}

#[test]
fn no_sample_takes_more_than_a_twentieth_of_the_fuel() {
    let (_folder, source) = copy();
    let mut theme = load(&source).unwrap();
    theme.templates.set_fuel(Some(super::engine::FUEL / 20));
    for language in languages() {
        theme.specimens(&language).unwrap();
    }
}

#[test]
fn what_is_not_html_is_escaped() {
    let theme = load(&Source::Builtin).unwrap();
    for specimen in theme.specimens(&languages()[0]).unwrap() {
        assert!(!specimen.html.contains("<script>alert"), "{}", specimen.name);
        assert!(!specimen.html.contains("</a><script"), "{}", specimen.name);
        assert!(!specimen.html.contains("&amp;amp;"), "{}: escaped twice", specimen.name);
    }
}

#[test]
fn a_syntax_error_is_refused_with_file_and_line() {
    let said = refusal("story.html", "<h1>{{ headline }}</h1>", "<h1>{{ headline </h1>");
    assert!(said.contains("story.html, line ") && said.contains("correct"), "{said}");
}

#[test]
fn a_misspelt_field_is_refused_with_its_name() {
    let said = refusal("story.html", "<h1>{{ headline }}</h1>", "<h1>{{ headlin }}</h1>");
    assert!(said.contains("story.html, line ") && said.contains("(at: headlin)"), "{said}");
}

#[test]
fn a_misspelt_field_in_a_shared_part_is_found_there() {
    let said = refusal("parts.html", "{{ item.headline }}", "{{ item.headlin }}");
    assert!(said.contains("parts.html, line "), "{said}");
}

#[test]
fn what_is_not_there_is_not_written_as_none() {
    let said =
        refusal("base.html", "{% if frame.canonical %}", "{{ frame.canonical }}{% if frame.canonical %}");
    assert!(said.contains("base.html, line ") && said.contains("{% if %}"), "{said}");
}

#[test]
fn an_unknown_message_is_refused() {
    let said = refusal("list.html", "t('topic')", "t('topick')");
    assert!(said.contains("list.html, line ") && said.contains("topick"), "{said}");
}

#[test]
fn a_message_without_its_variable_is_refused() {
    let said = refusal("withdrawn.html", "t('withdrawn-on', date=time(at))", "t('withdrawn-on')");
    assert!(said.contains("withdrawn-on") && said.contains("date"), "{said}");
}

#[test]
fn a_loop_without_end_runs_out_of_fuel() {
    let endless =
        "{% macro again(n) %}{% for i in range(99999) %}{{ i }}{% endfor %}{% endmacro %}{{ again(1) }}";
    let said = refusal("not_found.html", "<div class=\"calm\">", endless);
    assert!(said.contains("too many steps"), "{said}");
}

#[test]
fn a_template_that_calls_itself_is_refused() {
    let said = refusal("not_found.html", "<div class=\"calm\">", "{% include 'not_found.html' %}");
    assert!(said.contains("not_found.html"), "{said}");
}

#[test]
fn a_missing_template_is_refused() {
    for file in ["withdrawn.html", "base.html", "style.css"] {
        let (folder, source) = copy();
        fs::remove_file(folder.path().join(file)).unwrap();
        let said = load(&source).unwrap_err().to_string();
        assert!(said.contains(file) && said.contains("missing"), "{said}");
    }
}

#[test]
fn files_outside_the_theme_are_out_of_reach() {
    let said = refusal("markdown.html", "{{ body | safe }}", "{% include '/etc/hostname' %}");
    assert!(said.contains("/etc/hostname"), "{said}");
}

#[test]
fn a_script_or_a_stranger_is_refused() {
    let script =
        refusal("base.html", "</head>", "<script src=\"https://counter.example/c.js\"></script></head>");
    assert!(script.contains("<script>"), "{script}");
    let picture =
        refusal("withdrawn.html", "</h1>", "</h1><img src=\"https://counter.example/1.gif\" alt=\"\">");
    assert!(picture.contains("withdrawn.html: its <img> loads https://counter.example/1.gif"), "{picture}");
    let font = refusal("style.css", ":root {", "@import url(https://fonts.example/x.css); :root {");
    assert!(font.contains("style.css"), "{font}");
}

/// The macros on a page of their own: accepted in every language, and the same as `frontend/test` plays with, which reads
/// this snapshot.
#[test]
fn the_wallet_brings_its_words_and_no_script_but_its_own() {
    let (folder, source) = copy();
    let wallet = Wallet::new("plus.kropka.example", &Language::parse("en").unwrap());
    let given = serde_json::to_string(&wallet).unwrap();
    let macros = ["my_passes", "present"].map(|name| format!("{{{{ {name}({given}) }}}}")).concat();
    let import = "{% from 'wallet.html' import my_passes, present %}";
    let block = "{% block content %}";
    replace(folder.path(), "not_found.html", block, &format!("{import}{block}{macros}"));
    let theme = load(&source).unwrap();
    let html = theme.render(&NotFound::samples()[0]).unwrap();
    let wallet =
        html.split_once("<main id=\"content\">").unwrap().1.split_once("<div class=\"calm\">").unwrap().0;
    let hash = html.split_once("/assets/wallet-").unwrap().1.split_once(".js").unwrap().0;
    insta::assert_snapshot!("wallet", wallet.replace(hash, "HASH"));
}

#[test]
fn a_folder_that_is_not_there_is_refused() {
    let said = load(&Source::Folder("/nowhere/at/all".into())).unwrap_err().to_string();
    assert!(said.contains("/nowhere/at/all") && said.contains("check"), "{said}");
}

#[test]
fn assets_are_served_by_name_but_no_scripts() {
    let (folder, source) = copy();
    fs::create_dir(folder.path().join("assets")).unwrap();
    fs::write(folder.path().join("assets/face.woff2"), b"wOF2").unwrap();
    fs::write(folder.path().join("assets/count.js"), b"1").unwrap();
    let theme = load(&source).unwrap();
    assert_eq!(theme.asset("face.woff2").unwrap().media_type, "font/woff2");
    assert_eq!(theme.asset("count.js"), None);
    assert_eq!(theme.asset("../style.css"), None);
}

#[test]
fn the_last_good_theme_stays() {
    let (folder, source) = copy();
    let (handle, refused) = ThemeHandle::open(source, locales(), languages()).unwrap();
    assert_eq!(refused, None);
    assert_eq!(handle.reload_if_changed(), Reload::Unchanged);
    let good = handle.current();

    replace(folder.path(), "story.html", "{{ headline }}", "{{ headline ");
    assert!(matches!(handle.reload_if_changed(), Reload::Refused(_)));
    assert!(Arc::ptr_eq(&good, &handle.current()));
    assert_eq!(handle.reload_if_changed(), Reload::Unchanged, "a refusal is said once");

    replace(folder.path(), "story.html", "{{ headline ", "NEW {{ headline }}");
    assert_eq!(handle.reload_if_changed(), Reload::Loaded);
    assert!(handle.current().render(&StoryPage::samples()[0]).unwrap().contains("<h1>NEW "));
}

#[test]
fn a_bad_theme_at_start_leaves_the_built_in_one_until_it_is_put_right() {
    let (folder, source) = copy();
    replace(folder.path(), "story.html", "<h1>{{ headline }}", "<h1>NEW {{ headline ");
    let (handle, refused) = ThemeHandle::open(source, locales(), languages()).unwrap();
    assert_eq!(refused.unwrap().file, "story.html");
    assert!(!handle.current().render(&StoryPage::samples()[0]).unwrap().contains("NEW"));
    replace(folder.path(), "story.html", "{{ headline ", "{{ headline }}");
    assert_eq!(handle.reload_if_changed(), Reload::Loaded);
}
