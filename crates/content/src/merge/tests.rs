use proptest::prelude::*;

use super::*;
use crate::body::{Body, arbitrary};

fn said(paragraphs: &[&str]) -> Document {
    let blocks = paragraphs.iter().map(|text| Block::paragraph(*text)).collect();
    Document { body: Body { blocks }, ..Document::default() }
}

/// Merges paragraphs; the result's paragraphs, and how many places clash.
fn check(base: &[&str], theirs: &[&str], mine: &[&str], expected: &[&str], clashes: usize) {
    let merged = merge(&said(base), &said(theirs), &said(mine));
    assert_eq!(merged.document, said(expected));
    assert_eq!(merged.places.len(), clashes, "{:?}", merged.places);
}

const A: &str = "The ferry sails twice a day.";
const B: &str = "The council will vote in June.";
const C: &str = "Prices rose by four per cent.";

#[test]
fn edits_of_neighbouring_paragraphs_do_not_clash() {
    let (a, b) = ("The ferry sails three times a day.", "The council will vote in May.");
    check(&[A, B, C], &[a, B, C], &[A, b, C], &[a, b, C], 0);
    check(&[A, B], &[a, B], &[A, b], &[a, b], 0);
}

#[test]
fn what_one_takes_out_and_the_other_leaves_is_gone() {
    check(
        &[A, B, C],
        &[A, C],
        &[A, B, "Prices rose by five per cent."],
        &[A, "Prices rose by five per cent."],
        0,
    );
}

#[test]
fn what_both_put_in_at_one_place_stands_there_twice_and_the_same_once() {
    check(&[A, B], &[A, C, B], &[A, "Snow fell.", B], &[A, C, "Snow fell.", B], 0);
    check(&[A, B], &[A, C, B], &[A, C, B], &[A, C, B], 0);
    check(&[A], &[A, C], &[A, C, "Snow fell."], &[A, C, "Snow fell."], 0);
}

#[test]
fn typing_on_after_a_lost_answer_is_no_clash() {
    check(&[A], &[A, "Snow fe"], &[A, "Snow fell."], &[A, "Snow fell."], 0);
    check(&[A, "Snow"], &[A, "Snow fe"], &[A, "Snow fell."], &[A, "Snow fell."], 0);
}

#[test]
fn two_edits_of_one_paragraph_clash_and_an_edit_clashes_with_its_removal() {
    let (his, hers) = ("The ferry sails once a day.", "The ferry sails three times a day.");
    check(&[A, B], &[his, B], &[hers, B], &[hers, B], 1);
    check(&[A, B], &[B], &[hers, B], &[hers, B], 1);
    let merged = merge(&said(&[A, B]), &said(&[hers, B]), &said(&[B]));
    assert_eq!(merged.document, said(&[B]));
    let [Place::Block { at: 0, base: Some(_), theirs: Some(theirs), mine: None }] = &merged.places[..] else {
        panic!("{:?}", merged.places)
    };
    assert_eq!(*theirs, Block::paragraph(hers));
}

#[test]
fn two_people_may_work_behind_the_wall() {
    let plus = |paragraphs: &[&str]| {
        let inside = paragraphs.iter().map(|text| Block::paragraph(*text)).collect();
        let blocks = vec![Block::paragraph(A), Block::Plus(inside)];
        Document { body: Body { blocks }, ..Document::default() }
    };
    let (b, c) = ("The council will vote in May.", "Prices rose by five per cent.");
    let merged = merge(&plus(&[B, C]), &plus(&[b, C]), &plus(&[B, c]));
    assert_eq!((merged.document, merged.places.len()), (plus(&[b, c]), 0));
}

#[test]
fn fields_are_merged_each_for_itself() {
    let with = |headline: &str, deck: &str| Document {
        headline: headline.into(),
        deck: deck.into(),
        ..Document::default()
    };
    let merged = merge(&with("A", "D"), &with("B", "D"), &with("A", "E"));
    assert_eq!((merged.document, merged.places), (with("B", "E"), vec![]));
    let merged = merge(&with("A", "D"), &with("B", "D"), &with("C", "E"));
    assert_eq!(merged.document, with("C", "E"));
    assert!(matches!(&merged.places[..], [Place::Field { name: "headline", .. }]));
}

fn document(body: Body) -> Document {
    Document { body, ..Document::default() }
}

/// A body, and another that somebody made of it: blocks taken out, put in, swapped for others.
fn edited(base: Body) -> impl Strategy<Value = Body> {
    let steps = prop::collection::vec((any::<prop::sample::Index>(), 0..3_u8, arbitrary::block()), 0..4);
    steps.prop_map(move |steps| {
        let mut body = base.clone();
        for (at, step, block) in steps {
            let len = body.blocks.len();
            match step {
                0 if len > 0 => drop(body.blocks.remove(at.index(len))),
                1 if len > 0 => body.blocks[at.index(len)] = block,
                _ => body.blocks.insert(at.index(len + 1), block),
            }
        }
        body.normalised()
    })
}

fn three() -> impl Strategy<Value = (Document, Document, Document)> {
    arbitrary::body().prop_flat_map(|base| {
        let sides = (edited(base.clone()), edited(base.clone()));
        sides.prop_map(move |(a, b)| (document(base.clone()), document(a), document(b)))
    })
}

fn texts(document: &Document) -> Vec<String> {
    document.body.blocks.iter().flat_map(Block::texts).collect()
}

proptest! {
    #[test]
    fn identical_sides_are_what_they_are((base, theirs, _) in three()) {
        let same = merge(&base, &theirs, &theirs);
        prop_assert_eq!(&same.document, &theirs);
        prop_assert_eq!(merge(&base, &theirs, &base).document, theirs.clone());
        prop_assert_eq!(merge(&base, &base, &theirs).document, theirs);
    }

    #[test]
    fn no_text_of_either_side_is_lost((base, theirs, mine) in three()) {
        let merged = merge(&base, &theirs, &mine);
        let mut left = texts(&merged.document);
        for place in &merged.places {
            if let Place::Block { theirs, mine, .. } = place {
                left.extend(theirs.iter().chain(mine).flat_map(Block::texts));
            }
        }
        let old = texts(&base);
        for text in texts(&theirs).iter().chain(&texts(&mine)).filter(|text| !old.contains(text)) {
            prop_assert!(left.iter().any(|kept| kept.starts_with(text.as_str())), "lost: {text}");
        }
    }

    #[test]
    fn who_comes_first_does_not_matter_where_nothing_clashes((base, theirs, mine) in three()) {
        let (one, other) = (merge(&base, &theirs, &mine), merge(&base, &mine, &theirs));
        prop_assert_eq!(one.places.len(), other.places.len());
        if one.places.is_empty() {
            prop_assert_eq!(one.document, other.document);
        }
    }
}
