//! The style of the page: light, dark, and on paper. Held to a contrast that people can read.

/// All of it, as it stands on the page.
pub const STYLE: &str = concat!(
    include_str!("style/page.css"),
    include_str!("style/drawings.css"),
    include_str!("style/narrow.css"),
    include_str!("style/paper.css")
);

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::STYLE;

    type Colors = BTreeMap<&'static str, [f64; 3]>;

    /// The colours of the first `:root` that has any, light, and of the second, dark.
    fn themes() -> Vec<Colors> {
        let blocks = STYLE.split(":root {").skip(1).filter_map(|rest| rest.split('}').next());
        let color = |line: &'static str| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
            let part = |at| u8::from_str_radix(value.get(at..at + 2)?, 16).ok().map(f64::from);
            Some((name, [part(0)?, part(2)?, part(4)?]))
        };
        let themes = blocks.map(|block| block.lines().filter_map(color).collect::<Colors>());
        themes.filter(|colors| !colors.is_empty()).collect()
    }

    /// The contrast of two colours, 1 to 21: WCAG 2.1, "relative luminance" and "contrast ratio".
    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let linear = |part: f64| {
            let part = part / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let luminance =
            |[r, g, b]: [f64; 3]| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) + 0.05;
        let (one, other) = (luminance(one), luminance(other));
        one.max(other) / one.min(other)
    }

    #[test]
    fn what_is_to_be_read_can_be_read_in_light_and_dark() {
        assert!((contrast([0.0; 3], [255.0; 3]) - 21.0).abs() < 1e-9);
        assert!((contrast([119.0; 3], [255.0; 3]) - 4.48).abs() < 0.01, "grey 777 just falls short");
        let text =
            [("ink", "paper"), ("ink", "sheet"), ("soft", "paper"), ("soft", "sheet"), ("accent", "sheet")];
        let verdicts = ["kept", "late", "broken", "disputed", "excused", "quiet"]
            .map(|name| (format!("on-{name}"), name));
        let drawn = [("edge", "sheet"), ("bar", "sheet")];
        assert_eq!(themes().len(), 2);
        for colors in themes() {
            let of = |one: &str, other: &str| contrast(colors[one], colors[other]);
            for (one, other) in text.into_iter().chain(verdicts.iter().map(|(on, name)| (on.as_str(), *name)))
            {
                assert!(of(one, other) >= 4.5, "{one} on {other}: {:.2}", of(one, other));
            }
            for (one, other) in drawn {
                assert!(of(one, other) >= 3.0, "{one} on {other}: {:.2}", of(one, other));
            }
        }
    }
}
