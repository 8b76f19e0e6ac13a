//! The glyphs of ours, one column wide each, and what they mean. Where the terminal knows ASCII alone they are
//! letters and signs of that; people's own words are shown as they were written.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::page::{Page, Text, width_of};
use crate::domain::Verdict;
use crate::domain::tally::Tally;

/// What became of a block's day, in one glyph.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Share {
    /// All that was due was kept.
    All,
    /// Some of it was.
    Some,
    /// None of it was, and some was broken.
    None,
    /// None of it was but late.
    Late,
    /// Nobody said.
    Unlogged,
    /// Something was seen differently.
    Apart,
    /// Nothing was due: it was excused, or is open or awaiting.
    Nothing,
}

impl Share {
    /// In the order in which a legend has them.
    pub const EACH: [Self; 7] =
        [Self::All, Self::Some, Self::None, Self::Late, Self::Unlogged, Self::Apart, Self::Nothing];

    /// Of a day, or of a week. What was seen differently is said first; silence is never told as a break.
    pub fn of(tally: &Tally) -> Self {
        match (tally.kept, tally.due()) {
            _ if tally.disputed > 0 => Self::Apart,
            (_, 0) => Self::Nothing,
            (kept, due) if kept == due => Self::All,
            (1.., _) => Self::Some,
            _ if tally.broken > 0 => Self::None,
            _ if tally.late > 0 => Self::Late,
            _ => Self::Unlogged,
        }
    }

    /// The verdict whose colour it has.
    pub fn like(self) -> Verdict {
        match self {
            Self::All => Verdict::Kept,
            Self::Some | Self::Late => Verdict::Late,
            Self::None => Verdict::Broken,
            Self::Unlogged => Verdict::Unlogged,
            Self::Apart => Verdict::Disputed,
            Self::Nothing => Verdict::Open,
        }
    }

    /// What it says.
    pub fn said(self) -> &'static str {
        match self {
            Self::All => "all kept",
            Self::Some => "some kept",
            Self::None => "none kept",
            Self::Late => "kept late",
            Self::Unlogged => "not logged",
            Self::Apart => "seen differently",
            Self::Nothing => "excused, open, awaiting",
        }
    }
}

/// Verdicts in the order in which a legend has them.
pub const EACH: [Verdict; 8] = [
    Verdict::Kept,
    Verdict::Late,
    Verdict::Broken,
    Verdict::Disputed,
    Verdict::Excused,
    Verdict::Unlogged,
    Verdict::Awaiting,
    Verdict::Open,
];

/// The sign of a verdict where there is more than ASCII: in a browser, in a note.
pub(in crate::render) fn sign(verdict: Verdict) -> &'static str {
    Page::PLAIN.sign(verdict)
}

/// Those in use, each once, in the order in which a legend has them.
pub(in crate::render) fn in_order(used: &[Verdict]) -> Vec<Verdict> {
    EACH.into_iter().filter(|verdict| used.contains(verdict)).collect()
}

/// Bars of one column: none kept, more and more, all.
const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const ASCII_BARS: [&str; 8] = ["0", "1", "2", "3", "4", "5", "6", "7"];

/// Columns of a bar that lies.
const LYING: u32 = 10;

impl Page {
    /// One sign for a verdict.
    pub fn sign(&self, verdict: Verdict) -> &'static str {
        let (sign, ascii) = match verdict {
            Verdict::Kept => ("✓", "+"),
            Verdict::Late => ("l", "l"),
            Verdict::Broken => ("✗", "x"),
            Verdict::Unlogged => ("?", "?"),
            Verdict::Excused => ("e", "e"),
            Verdict::Disputed => ("≠", "#"),
            Verdict::Open => ("·", "."),
            Verdict::Awaiting => ("…", "~"),
        };
        self.either(sign, ascii)
    }

    /// One sign for a block's day.
    pub fn share(&self, share: Share) -> &'static str {
        match share {
            Share::All => self.either("█", "+"),
            Share::Some => self.either("▒", "o"),
            Share::None => self.either("░", "-"),
            Share::Late => self.sign(Verdict::Late),
            Share::Unlogged => self.sign(Verdict::Unlogged),
            Share::Apart => self.sign(Verdict::Disputed),
            Share::Nothing => self.sign(Verdict::Open),
        }
    }

    /// A week as a bar of one column: kept of due. The full one is for all and the lowest for none. Where nothing was
    /// said, or only lateness or two views, there is no bar but the sign of that.
    pub fn bar(&self, tally: &Tally) -> &'static str {
        let (kept, due) = (tally.kept, tally.due());
        let step = match (kept, due) {
            (_, 0) if tally.disputed > 0 => return self.sign(Verdict::Disputed),
            (_, 0) => return "-",
            (0, _) if tally.broken > 0 => 0,
            (0, _) => return self.share(Share::of(&Tally { disputed: 0, ..*tally })),
            (kept, due) => 1 + usize::try_from(u64::from(kept) * 6 / u64::from(due)).unwrap_or(0),
        };
        let bars = if self.ascii { ASCII_BARS } else { BARS };
        bars.get(step).copied().unwrap_or("-")
    }

    /// Ten columns of a week: kept of due. Full for all alone, and empty for none alone.
    pub fn lying_bar(&self, tally: &Tally) -> String {
        let (kept, due) = (tally.kept, tally.due());
        let full = match (kept, due) {
            (_, 0) => return String::new(),
            (kept, due) if kept == due => LYING,
            (0, _) => 0,
            (kept, due) => (kept.saturating_mul(LYING) / due).clamp(1, LYING - 1),
        };
        let columns = |glyph: &str, number: u32| glyph.repeat(usize::try_from(number).unwrap_or(0));
        columns(self.either("█", "="), full) + &columns(self.either("░", "."), LYING - full)
    }

    /// A week that is not settled.
    pub fn unsettled(&self) -> &'static str {
        self.sign(Verdict::Awaiting)
    }

    /// The text, cut to so many columns where it is wider.
    pub fn cut(&self, text: &str, columns: usize) -> String {
        if width_of(text) <= columns {
            return text.to_owned();
        }
        let more = self.either("…", "...");
        let mut cut = String::new();
        for c in text.chars() {
            if cut.width() + c.width().unwrap_or(0) + more.width() > columns {
                break;
            }
            cut.push(c);
        }
        cut.truncate(cut.trim_end().len());
        cut + more
    }

    fn either(&self, sign: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { sign }
    }
}

/// The glyphs that a page has, so that its legend tells those and no others.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one kind of glyph that is there or not")]
pub struct Used {
    /// Signs.
    pub verdicts: Vec<Verdict>,
    /// Squares of days.
    pub shares: Vec<Share>,
    /// Whether weeks stand as bars of one column.
    pub bars: bool,
    /// Whether weeks lie as bars of ten.
    pub lying_bars: bool,
    /// Whether one of the weeks had nothing due.
    pub idle: bool,
    /// Whether one of them is not settled.
    pub unsettled: bool,
}

impl Used {
    /// What they mean, one line for each kind.
    pub fn legend(&self, text: &mut Text, page: &Page) {
        let signs = EACH.into_iter().filter(|verdict| self.verdicts.contains(verdict));
        let signs = signs.map(|one| format!("{} {}", page.sign(one), one.said()));
        let shares = Share::EACH.into_iter().filter(|share| self.shares.contains(share));
        let shares = shares.map(|one| format!("{} {}", page.share(one), one.said()));
        let each = if page.ascii { ASCII_BARS } else { BARS };
        let (none, all) = (each.first().unwrap_or(&""), each.last().unwrap_or(&""));
        let half = Tally { kept: 1, broken: 1, ..Tally::default() };
        let weeks = [
            (self.bars, format!("weeks: {none} none to {all} all kept")),
            (self.lying_bars, format!("weeks: {} kept of due", page.lying_bar(&half))),
            (self.idle, "- nothing due".to_owned()),
            (self.unsettled, format!("{} not settled", page.unsettled())),
        ];
        let weeks = weeks.into_iter().filter(|(used, _)| *used && (self.bars || self.lying_bars));
        let lines: [Vec<String>; 3] =
            [signs.collect(), shares.collect(), weeks.map(|(_, said)| said).collect()];
        let lines: Vec<_> = lines.iter().filter(|parts| !parts.is_empty()).collect();
        if !lines.is_empty() {
            text.gap();
        }
        for parts in lines {
            let mut line = String::new();
            for part in parts {
                if !line.is_empty() && line.width() + 3 + part.width() > usize::from(page.width) {
                    text.as_it_is(&line);
                    "  ".clone_into(&mut line);
                }
                line.push_str(if line.trim().is_empty() { "  " } else { "   " });
                line.push_str(part);
            }
            text.line(page, &line);
        }
    }
}

/// The text and blanks up to so many columns.
pub fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width_of(text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(ascii: bool) -> Page {
        Page { width: 80, color: false, ascii, reader: None }
    }

    fn tally(kept: u32, broken: u32) -> Tally {
        Tally { kept, broken, ..Tally::default() }
    }

    #[test]
    fn every_glyph_is_one_column_and_no_two_on_a_page_are_alike() {
        for ascii in [false, true] {
            let page = page(ascii);
            let signs: Vec<&str> = EACH.into_iter().map(|verdict| page.sign(verdict)).collect();
            let shares: Vec<&str> = Share::EACH.into_iter().map(|share| page.share(share)).collect();
            let mut bars: Vec<&str> = (0..=7).map(|kept| page.bar(&tally(kept, 7 - kept))).collect();
            bars.extend([page.unsettled(), "-"]);
            for glyphs in [signs, shares, bars] {
                assert!(glyphs.iter().all(|glyph| glyph.width() == 1), "{glyphs:?}");
                assert!(!ascii || glyphs.iter().all(|glyph| glyph.is_ascii()), "{glyphs:?}");
                let mut once = glyphs.clone();
                once.sort_unstable();
                once.dedup();
                assert_eq!(once.len(), glyphs.len(), "{glyphs:?}");
            }
        }
    }

    #[test]
    fn a_bar_is_full_for_all_alone_and_lowest_for_none_alone() {
        let page = page(false);
        for (kept, broken, bar, lying) in [
            (0, 0, "-", ""),
            (0, 3, "▁", "░░░░░░░░░░"),
            (1, 99, "▂", "█░░░░░░░░░"),
            (1, 1, "▅", "█████░░░░░"),
            (4, 1, "▆", "████████░░"),
            (99, 1, "▇", "█████████░"),
            (1, 0, "█", "██████████"),
            (u32::MAX, 0, "█", "██████████"),
        ] {
            assert_eq!(
                (page.bar(&tally(kept, broken)), page.lying_bar(&tally(kept, broken)).as_str()),
                (bar, lying)
            );
        }
    }

    #[test]
    fn what_is_cut_says_so() {
        for (text, columns, plain, ascii) in [
            ("wash up", 7, "wash up", "wash up"),
            ("wash up", 6, "wash…", "was..."),
            ("食器を洗う", 10, "食器を洗う", "食器を洗う"),
            ("食器を洗う", 8, "食器を…", "食器..."),
        ] {
            assert_eq!(
                (page(false).cut(text, columns).as_str(), page(true).cut(text, columns).as_str()),
                (plain, ascii)
            );
        }
    }
}
