//! Who may read when, as a form offers it: a few usual courses. Others are set by the editor's script and kept here.

use base::Time;
use base::zone::Wall;
use content::{Access, Document, Level, Step, When};
use serde::Serialize;

use crate::desk::Desk;
use crate::failure::Answer;
use crate::fields::Fields;

/// The choice that leaves access as it is.
const AS_IT_IS: &str = "as-it-is";

/// What is odd about a story's access and its wall, as the message that says it.
pub(super) fn oddity(document: &Document, published: Time) -> Option<&'static str> {
    match (document.body.has_plus(), document.access.is_ever_plus(published).ok()?) {
        (true, false) => Some("access-wall-idle"),
        (false, true) if !document.body.is_empty() => Some("access-no-wall"),
        _ => None,
    }
}

/// What the form's access part shows.
#[derive(Serialize)]
pub(super) struct View {
    /// The usual course that the story follows, or `as-it-is`.
    course: &'static str,
    hours: u32,
    date: String,
    time: String,
}

/// What the form asks for; none when it leaves access alone, or says of it what the page showed.
pub(super) fn read(desk: &Desk, fields: &Fields, before: &Access) -> Answer<Option<Access>> {
    let shown = view(desk, before);
    let is_shown = |name: &str, shown: &str| fields.text(name) == shown;
    let same_hours = shown.course != "plus-then-open" || is_shown("access-hours", &shown.hours.to_string());
    let same_time = is_shown("access-date", &shown.date) && is_shown("access-time", &shown.time);
    let same_end = !shown.course.starts_with("embargo") || same_time;
    if is_shown("access", shown.course) && same_hours && same_end {
        return Ok(None);
    }
    let at_once = |level| Step { when: When::AfterHours(0), level };
    Ok(Some(match fields.text("access") {
        "open" => Access::default(),
        "plus" => Access::plus(),
        "plus-then-open" => {
            let hours = fields.number("access-hours").and_then(|n| u32::try_from(n).ok());
            match hours.filter(|hours| (1..=8_760).contains(hours)) {
                Some(hours) => {
                    let open = Step { when: When::AfterHours(hours), level: Level::Open };
                    Access(vec![at_once(Level::Plus), open])
                }
                None => return desk.refuse("access-hours-wrong"),
            }
        }
        course @ ("embargo-open" | "embargo-plus") => {
            let until = ahead(desk, fields, "access")?;
            let level = if course == "embargo-open" { Level::Open } else { Level::Plus };
            Access(vec![at_once(Level::Clients), Step { when: When::From(until), level }])
        }
        _ => return Ok(None),
    }))
}

/// The course that a story follows, for the form.
pub(super) fn view(desk: &Desk, access: &Access) -> View {
    let (mut hours, mut at) = (48, None);
    let zero = When::AfterHours(0);
    let steps: Vec<(When, Level)> = access.0.iter().map(|step| (step.when, step.level)).collect();
    let course = match steps.as_slice() {
        [] => "open",
        [(when, Level::Plus)] if *when == zero => "plus",
        [(when, Level::Plus), (When::AfterHours(after), Level::Open)] if *when == zero => {
            hours = *after;
            "plus-then-open"
        }
        [(when, Level::Clients), (When::From(until), level)] if *when == zero => {
            at = Some(*until);
            if *level == Level::Open { "embargo-open" } else { "embargo-plus" }
        }
        _ => AS_IT_IS,
    };
    let (date, time) = at.map(|at| shown(desk, at)).unwrap_or_default();
    View { course, hours, date, time }
}

/// Date and hour in the agency's zone, as `<input type=date>` and `time` take them.
pub(crate) fn shown(desk: &Desk, at: Time) -> (String, String) {
    let wall = desk.newsroom.config.agency.time_zone.wall(at);
    (wall.date.to_string(), format!("{:02}:{:02}", wall.hour, wall.minute))
}

/// The moment that the fields `NAME-date` and `NAME-time` name on the agency's clock; it must lie ahead.
pub(crate) fn ahead(desk: &Desk, fields: &Fields, name: &str) -> Answer<Time> {
    let zone = &desk.newsroom.config.agency.time_zone;
    let date = fields.text(&format!("{name}-date")).parse();
    let time = fields.text(&format!("{name}-time"));
    let hour_and_minute = time.split_once(':').and_then(|(hour, rest)| {
        let minute = rest.split(':').next()?;
        Some((hour.parse().ok()?, minute.parse().ok()?))
    });
    let (Ok(date), Some((hour, minute))) = (date, hour_and_minute) else {
        return desk.refuse("time-unreadable");
    };
    if hour > 23 || minute > 59 {
        return desk.refuse("time-unreadable");
    }
    let Some(at) = zone.moment(Wall { date, hour, minute }) else {
        let zone = ("zone", zone.name().into());
        return Err(crate::failure::Failure::Refused(desk.locale.text("time-left-out", &[zone])));
    };
    if at <= desk.now { desk.refuse("time-past") } else { Ok(at) }
}
