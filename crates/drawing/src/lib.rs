//! The demo agency's pictures, drawn by code so that nobody's photograph is needed: flat shapes in twelve inks, grainy
//! shades, as a printmaker would cut them. The same name and seed give the same file.

mod canvas;
mod halls;
mod land;
mod patterns;
mod rooms;
mod shape;
mod street;
mod things;
mod town;

use canvas::Canvas;

type Scene = fn(&mut Canvas);

/// What can be drawn.
const SCENES: [(&str, Scene); 25] = [
    ("river-bridge", land::river),
    ("border-road", land::border),
    ("grain-field", land::grain),
    ("forest-bison", land::forest),
    ("potato-harvest", land::potatoes),
    ("night-blocks", town::blocks),
    ("railway-station", town::station),
    ("chimneys", town::factory),
    ("tv-tower", town::tower),
    ("bus-stop", street::bus),
    ("snow-street", street::snow),
    ("solar-roof", street::solar),
    ("assembly-hall", rooms::parliament),
    ("school-desk", rooms::school),
    ("hospital-corridor", rooms::hospital),
    ("court-scales", rooms::court),
    ("theatre-stage", halls::theatre),
    ("library-shelves", halls::library),
    ("airport-board", halls::airport),
    ("printing-press", things::press),
    ("ballot-box", things::ballot),
    ("market-stall", things::market),
    ("ice-rink", patterns::hockey),
    ("fibre-map", patterns::cable),
    ("bank-notes", patterns::banknotes),
];

/// The names [`draw`] knows.
pub const NAMES: [&str; SCENES.len()] = {
    let mut names = [""; SCENES.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = SCENES[at].0;
        at += 1;
    }
    names
};

/// Draws a picture of 1600 x 900 pixels and returns it as a PNG file; `None` for a name that is not in [`NAMES`].
///
/// The seed decides which windows are lit and where the snow falls; an odd one mirrors the picture.
pub fn draw(name: &str, seed: u64) -> Option<Vec<u8>> {
    let (_, scene) = SCENES.iter().find(|(known, _)| *known == name)?;
    let mut canvas = Canvas::new(seed);
    scene(&mut canvas);
    Some(canvas.into_png(seed % 2 == 1))
}

#[cfg(test)]
mod tests;
