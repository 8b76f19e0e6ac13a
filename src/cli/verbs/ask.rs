//! `ask`: a promise proposed to the other, who alone can give it.

use clap::Args;

use super::promise::{PLAN, WHAT, echo, give, held_by, shape};
use super::recorded::Recorded;
use super::terms::TermsArgs;
use crate::cli::desk::Desk;
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::cli::stdin;
use crate::domain::decide::give::{PromiseWish, Whose};
use crate::domain::words::Name;

#[derive(Debug, Args)]
#[command(
    after_long_help = concat!("Nothing counts until it is accepted, as asked or in the giver's own terms. Declining is free.\n\n", stdin::dash_is_stdin!(), "Examples:\n  \
    ourword ask \"tell me before you invite someone\" --every week --name guests\n  \
    ourword accept guests --every \"2 weeks\" --as ben")
)]
pub struct AskArgs {
    /// What you ask the other to promise; `-` asks for it, or reads it from stdin
    text: String,
    #[command(flatten)]
    terms: TermsArgs,
    /// A promise not to do something
    #[arg(long)]
    avoid: bool,
    /// A short name, usable wherever the id is
    #[arg(long)]
    name: Option<Name>,
    /// A plan that you suggest
    #[arg(long, value_name = "TEXT")]
    plan: Option<String>,
}

pub fn run(mut args: AskArgs, call: &Call) -> Result<(), Failure> {
    stdin::fill(call.ui, [(WHAT, Some(&mut args.text)), (PLAN, args.plan.as_mut())])?;
    let ledger = place::open_to_write(&call.shared, &call.env)?;
    let mut desk = Desk::begin(ledger, call)?;
    let wish = PromiseWish {
        text: args.text,
        plan: args.plan,
        name_held_by: held_by(&desk, args.name.as_ref())?,
        name: args.name,
        whose: Whose::Theirs,
        answers: None,
        terms: args.terms.wish(desk.reckoning.today, args.avoid),
    };
    let id = give(&mut desk, wish)?;
    let (promise, text) = (shape(&desk, id)?, echo(&desk, id)?);
    desk.commit()?;
    call.ui.answer(&Recorded::one("ask", promise), || text, || vec![id.to_string()])
}
