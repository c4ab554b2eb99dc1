//! The order of responses: by person and wave, so that the order of rows and files changes nothing.

use rayon::prelude::*;

/// Responses in the order of person and wave, by counting.
pub(super) fn by_person_and_wave(person: &[u32], wave: &[u16], people: usize) -> Vec<u32> {
    let key = |k: usize| (person[k], wave[k]);
    if (1..person.len()).all(|k| key(k - 1) <= key(k)) {
        return (0..person.len() as u32).collect();
    }
    let mut next = vec![0_u32; people + 1];
    for &p in person {
        next[p as usize + 1] += 1;
    }
    for p in 0..people {
        next[p + 1] += next[p];
    }
    let ends: Vec<u32> = next[1..].to_vec();
    let mut order = vec![0_u32; person.len()];
    for (response, &p) in person.iter().enumerate() {
        let slot = &mut next[p as usize];
        order[*slot as usize] = response as u32;
        *slot += 1;
    }
    let mut rest = &mut order[..];
    let mut groups = Vec::new();
    let (mut done, block) = (0_u32, 4096);
    for chunk in ends.chunks(block) {
        let end = chunk.last().copied().unwrap_or(done);
        let (own, later) = rest.split_at_mut((end - done) as usize);
        groups.push((own, done, chunk));
        (rest, done) = (later, end);
    }
    groups.into_par_iter().for_each(|(own, start, ends)| {
        let mut from = 0;
        for &end in ends {
            let to = (end - start) as usize;
            own[from..to].sort_unstable_by_key(|&r| (wave[r as usize], r));
            from = to;
        }
    });
    order
}
