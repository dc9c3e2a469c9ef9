//! Many at once with the same passes: each pass is good once, whoever is first, on whichever node.

use gate::Gate;
use store::testing::on_both_empty;

use crate::kit::{Place, now, passes, redeem};

const THREADS: usize = 64;

#[test]
fn of_sixty_four_who_show_the_same_passes_one_gets_in_with_each() {
    on_both_empty(|url| async move {
        let place = Place::of(url);
        let nodes: Vec<Gate> = vec![place.gate(now()).await, place.gate(now()).await];
        let all: Vec<_> = (0..4).flat_map(|wallet| passes("2026-11", wallet)).collect();
        let tasks: Vec<_> = (0..THREADS)
            .map(|number| {
                let (gate, mut all) = (nodes[number % 2].clone(), all.clone());
                let (middle, length) = (number * 7 % all.len(), all.len());
                all.rotate_left(middle);
                tokio::spawn(async move {
                    let mut opened = vec![0; length];
                    for (at, pass) in all.iter().enumerate() {
                        opened[(at + middle) % length] +=
                            usize::from(redeem(&gate, pass, now()).await.is_ok());
                    }
                    opened
                })
            })
            .collect();
        let mut opened = vec![0; all.len()];
        for task in tasks {
            opened.iter_mut().zip(task.await.unwrap()).for_each(|(sum, count)| *sum += count);
        }
        assert_eq!(opened, vec![1; all.len()]);
        for gate in nodes {
            gate.close().await;
        }
    });
}
