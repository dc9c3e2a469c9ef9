//! Newsletters: the form, and the pages behind the links of mails. `/{language}/newsletter`.

use serde::Serialize;

use super::{Frame, Page, Sheet, samples};

/// A page of newsletters. Whatever is behind a link with a token is kept by nobody.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NewsletterPage {
    /// What stands on every page.
    pub frame: Frame,
    /// Which one it is.
    pub step: NewsletterStep,
    /// The form, where there is one.
    pub form: Option<NewsletterForm>,
    /// Where the form is.
    pub home: String,
    /// Days in which a sign-up has to be confirmed.
    pub days: i64,
}

/// How far a reader is; the theme says each with messages of its name, `newsletter-left`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NewsletterStep {
    /// The form.
    Form,
    /// A mail is on its way.
    Asked,
    /// The button that confirms. It sends its form to the address that it was opened at, which holds the token.
    Confirm,
    /// Confirmed.
    Confirmed,
    /// The link that confirms does not work any more.
    ConfirmGone,
    /// The button that unsubscribes, sent in the same way, with the field that mail programs send.
    Leave,
    /// Unsubscribed.
    Left,
}

/// The form, with what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NewsletterForm {
    /// What was typed, so that it can be put right; empty at first.
    pub typed: String,
    /// What there is to be had.
    pub lists: Vec<NewsletterList>,
    /// What is wrong; the theme says it with the message `newsletter-fault-{fault}`.
    pub fault: Option<&'static str>,
}

/// A list in the form; the theme names it with the messages `newsletter-{name}` and `newsletter-{name}-text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewsletterList {
    /// What the form sends.
    pub name: &'static str,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

impl Page for NewsletterPage {
    const TEMPLATE: &'static str = "newsletter.html";
    const SHEET: Sheet = Sheet::Plus;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn samples() -> Vec<NewsletterPage> {
        use NewsletterStep::*;
        let page = |step, form| NewsletterPage {
            frame: samples::frame("/en/newsletter", "Newsletters"),
            step,
            form,
            home: "/en/newsletter".into(),
            days: 3,
        };
        let lists = ["daily", "weekly", "breaking"];
        let lists = lists.map(|name| NewsletterList { name, is_chosen: name == "daily" }).to_vec();
        let form = NewsletterForm { typed: String::new(), lists, fault: None };
        let faults = ["address", "nothing", "many", "unsent"];
        let faulty = |fault| NewsletterForm { typed: "jan@".into(), fault: Some(fault), ..form.clone() };
        let mut pages = vec![page(Form, Some(form.clone()))];
        pages.extend(faults.map(|fault| page(Form, Some(faulty(fault)))));
        pages.extend([Asked, Confirm, Confirmed, ConfirmGone, Leave, Left].map(|step| page(step, None)));
        let typed = "\"><script>alert(1)</script>".repeat(20);
        let extreme = NewsletterForm { typed, fault: Some("address"), ..form };
        pages.push(NewsletterPage {
            frame: samples::extreme_frame("/ar/newsletter"),
            ..page(Form, Some(extreme))
        });
        pages
    }
}
