//! "Did you mean": which of the known words are near to one that is not.

/// At most so many are offered.
const MOST: usize = 3;

/// The known words most like `word`, the likest first; none where nothing is like it.
pub fn near(word: &str, known: impl Iterator<Item = String>) -> Vec<String> {
    let word = word.to_lowercase();
    let mut like: Vec<(usize, String)> = known
        .filter_map(|one| {
            let distance = strsim::damerau_levenshtein(&word, &one.to_lowercase());
            let long = word.chars().count().max(one.chars().count());
            let starts = word.chars().count() >= 3 && one.to_lowercase().starts_with(&word);
            (starts || distance <= (long / 3).max(usize::from(long >= 2))).then_some((distance, one))
        })
        .collect();
    like.sort();
    like.dedup();
    like.into_iter().map(|(_, one)| one).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn likest_first_and_nothing_far() {
        let known = || ["dishes", "dinner", "call-mum", "a7"].into_iter().map(str::to_owned);
        assert_eq!(near("dishs", known()), ["dishes"]);
        assert_eq!(near("call", known()), ["call-mum"]);
        assert!(near("garden", known()).is_empty());
        assert_eq!(near("a8", known()), ["a7"]);
        assert!(near("x", known()).is_empty());
    }
}
