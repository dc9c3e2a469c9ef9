use content::body::{Block, Body, Inline};

use super::{body_of, kept_in_order, plain};

#[test]
fn simple_text_is_paragraphs_between_empty_lines() {
    let body = body_of("One.\r\n\r\n\r\nTwo,\r\nstill two. \r\n");
    let two = vec![Inline::text("Two,"), Inline::Break, Inline::text("still two.")];
    assert_eq!(body.blocks, [Block::paragraph("One."), Block::Paragraph(two)]);
    assert_eq!(plain(&body).unwrap(), "One.\n\nTwo,\nstill two.");
    assert_eq!(plain(&Body::default()).unwrap(), "");
}

#[test]
fn a_body_that_simple_text_would_spoil_is_not_offered_as_such() {
    let heading = Block::Heading { level: 2, text: vec![Inline::text("Head")] };
    let wall = Block::Plus(vec![Block::paragraph("paid")]);
    let spaced = Block::paragraph(" space before");
    for block in [heading, wall, spaced, Block::Paragraph(vec![])] {
        assert_eq!(plain(&Body { blocks: vec![Block::paragraph("a"), block] }), None);
    }
}

#[test]
fn a_list_without_an_order_of_its_own_keeps_the_one_it_had() {
    let ids = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(kept_in_order(&ids("c a b"), ids("a b c d d")), ids("c a b d"));
}
