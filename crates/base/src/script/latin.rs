//! Latin letters that Unicode does not take apart into a basic letter and a mark.

/// `letter`, in lower case, in ASCII; `None` if it is not one of those letters.
pub(super) fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ł' | 'ƚ' | 'ɫ' => "l",
        'đ' | 'ð' | 'ɖ' => "d",
        'ø' => "o",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        'ŋ' => "n",
        'ŧ' => "t",
        'ƶ' => "z",
        'ə' => "a",
        'ĸ' => "q",
        _ => return None,
    })
}
