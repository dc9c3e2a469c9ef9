//! The key by which the desk's list is filtered.

use base::script::fold;

/// A text as filters see it: folded, and Cyrillic letters as Latin ones, so that 'Мінск', 'Минск' and 'Minsk' find
/// one another. One byte a letter halves what a search has to look through.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for letter in fold(text).chars() {
        match latin(letter) {
            Some(latin) => key.push_str(latin),
            None => key.push(letter),
        }
    }
    key
}

fn latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' | 'є' => "e",
        'ж' => "z",
        'з' => "z",
        'и' | 'і' | 'й' | 'ы' | 'ї' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' | 'ш' => "s",
        'щ' => "sc",
        'т' => "t",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "ch",
        'ц' => "c",
        'ч' => "c",
        'ь' | 'ъ' => "",
        'ю' => "ju",
        'я' => "ja",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn words_of_several_scripts_find_one_another() {
        for (one, other) in
            [("Мінск", "Minsk"), ("Минск", "minsk"), ("Лукашэнка", "Łukašenka"), ("Суд", "sud")]
        {
            assert_eq!(key(one), key(other));
        }
        assert_eq!(key("100%_ЁЖ"), "100%_ez");
    }
}
