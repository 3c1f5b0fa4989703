//! Chinese numbers, checked to the form of their area code because they are most of what comes in.

/// The digits of E.164 after 86, out of what is dialled inside China or follows +86.
pub(super) fn national(digits: &[u8]) -> Option<&[u8]> {
    let bare = digits.strip_prefix(b"0").unwrap_or(digits);
    if is_mobile(bare) {
        // Fixed lines used to dial 0 before a mobile of another city.
        return Some(bare);
    }
    if is_landline(bare) {
        return Some(bare);
    }
    // 400 and 800: a company that calls from its own hotline.
    if digits.len() == 10 && matches!(&digits[..3], b"400" | b"800") {
        return Some(digits);
    }
    // 17951, 12593 and the like: a cheaper carrier dialled before the number.
    match digits {
        [b'1', b'2' | b'7', _, _, _, rest @ ..] => {
            let rest = rest.strip_prefix(b"0").unwrap_or(rest);
            (is_mobile(rest) || digits.len() > rest.len() + 5 && is_landline(rest)).then_some(rest)
        }
        _ => None,
    }
}

/// Eleven digits that begin with 13 to 19.
pub(super) fn is_mobile(national: &[u8]) -> bool {
    national.len() == 11 && national[0] == b'1' && (b'3'..=b'9').contains(&national[1])
}

/// Area code without its 0, and the local number, which begins with 2 to 8.
fn is_landline(national: &[u8]) -> bool {
    let (area, local) = match national {
        [b'1', b'0', ..] | [b'2', _, ..] => national.split_at(2),
        [b'3'..=b'9', _, _, ..] => national.split_at(3),
        _ => return false,
    };
    let lengths: &[usize] = if area.len() == 2 { &[8] } else { &[7, 8] };
    is_area(area) && lengths.contains(&local.len()) && (b'2'..=b'8').contains(&local[0])
}

/// The first two digits of the area codes in use. 0852 and 0853 were given up, and what begins so is Hong Kong or Macau.
fn is_area(area: &[u8]) -> bool {
    match area {
        [b'1', b'0'] => true,
        [b'2', second] => *second != b'6',
        b"852" | b"853" => false,
        [first, second, _] => matches!(
            [*first, *second],
            [b'3', b'1' | b'3' | b'4' | b'5' | b'7' | b'9']
                | [b'4', b'1' | b'2' | b'3' | b'5' | b'6' | b'7' | b'8']
                | [b'5', b'1'..=b'9']
                | [b'6', b'3' | b'6' | b'9']
                | [b'7', b'0'..=b'9']
                | [b'8', b'1' | b'2' | b'3' | b'5' | b'7' | b'8' | b'9']
                | [b'9', b'0' | b'1' | b'3' | b'4' | b'5' | b'7' | b'9']
        ),
        _ => false,
    }
}

/// The calling code of a mobile number of Hong Kong, Macau or Taiwan that was written without its plus, as customers of the
/// Bay Area do; no Chinese number has these forms.
pub(super) fn neighbour(digits: &[u8]) -> Option<u16> {
    match digits {
        [b'8', b'5', b'2', b'4'..=b'9', ..] if digits.len() == 11 => Some(852),
        [b'8', b'5', b'3', b'6', ..] if digits.len() == 11 => Some(853),
        [b'8', b'8', b'6', b'9', ..] if digits.len() == 12 => Some(886),
        _ => None,
    }
}
