//! The two of them. The program knows a first and a second only by the order of `init`; nothing else
//! tells them apart, and no rule prefers one.

use serde::{Deserialize, Serialize};

/// One of two partners, by the order of `init`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub enum Partner {
    /// Named first.
    First,
    /// Named second.
    Second,
}

impl Partner {
    /// Both, in the order of `init`.
    pub const BOTH: [Self; 2] = [Self::First, Self::Second];

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }

    /// A place in an array of two.
    pub fn index(self) -> usize {
        match self {
            Self::First => 0,
            Self::Second => 1,
        }
    }

    /// 1 or 2, as the record has it.
    pub fn number(self) -> u8 {
        match self {
            Self::First => 1,
            Self::Second => 2,
        }
    }

    /// The partner of that number.
    pub fn from_number(number: i64) -> Option<Self> {
        match number {
            1 => Some(Self::First),
            2 => Some(Self::Second),
            _ => None,
        }
    }
}

impl From<Partner> for u8 {
    fn from(partner: Partner) -> Self {
        partner.number()
    }
}

impl TryFrom<u8> for Partner {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        Self::from_number(number.into()).ok_or_else(|| format!("{number} is no partner"))
    }
}

/// Whose word it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Giver {
    /// One partner's; in a shared ledger the other is its receiver.
    One(Partner),
    /// Both partners' jointly. It has no receiver.
    Both,
}

impl Giver {
    /// Whether this partner gave it, alone or with the other.
    pub fn includes(self, partner: Partner) -> bool {
        match self {
            Self::One(one) => one == partner,
            Self::Both => true,
        }
    }

    /// The one to whom it was given; nobody, when both gave it.
    pub fn receiver(self) -> Option<Partner> {
        match self {
            Self::One(one) => Some(one.other()),
            Self::Both => None,
        }
    }

    /// `1`, `2` or `both`, as the record has it.
    pub fn code(self) -> &'static str {
        match self {
            Self::One(Partner::First) => "1",
            Self::One(Partner::Second) => "2",
            Self::Both => "both",
        }
    }

    /// The giver of that code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "1" => Some(Self::One(Partner::First)),
            "2" => Some(Self::One(Partner::Second)),
            "both" => Some(Self::Both),
            _ => None,
        }
    }
}
