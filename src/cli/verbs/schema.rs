//! `schema`: the JSON Schema of each document, made from the types that the documents are made of.

use std::borrow::Cow;
use std::marker::PhantomData;

use clap::Args;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde_json::{Value, json};

use super::recorded::Recorded;
use super::{
    backup, checkin, completions, config, doctor, export, guide, import, init, leave, man, me, say, thank,
    undo, unsay,
};
use crate::cli::error::{self, Failure};
use crate::cli::shared::Call;
use crate::domain::fact::StoredEvent;
use crate::domain::near::near;
use crate::domain::rejection::or;
use crate::exchange::record;
use crate::report::between::{BoundaryShape, ChapterShape, PauseShape, RepairShape};
use crate::report::shape::PromiseShape;
use crate::report::{calendar, due, history, list, show, streaks, thing, today, weekly};

#[derive(Debug, Args)]
#[command(
    after_long_help = "A document says in its field `schema` which it is: `ourword.due/1` is the document `due`. Within a \
    version fields may be added, and none is changed or dropped.\n\n\
    Examples:\n  \
    ourword schema            # which documents there are\n  \
    ourword schema report > report.schema.json"
)]
pub struct SchemaArgs {
    /// Which document, as `ourword schema` lists them
    document: Option<String>,
}

/// What a document is called, and how its schema is made.
type Named = (&'static str, fn() -> Schema);

/// The documents that there are, by name.
pub const DOCUMENTS: [Named; 42] = [
    ("accept", of::<Recorded<Either<PromiseShape, ChapterShape>>>),
    ("ask", of::<Recorded<PromiseShape>>),
    ("backup", of::<backup::Copied>),
    ("boundary", of::<Recorded<BoundaryShape>>),
    ("broke", of::<Recorded<say::MarkedShape>>),
    ("calendar", of::<calendar::Calendar>),
    ("chapter", of::<Recorded<ChapterShape>>),
    ("checkin", of::<Recorded<checkin::Checked>>),
    ("completions", of::<completions::Script<'static>>),
    ("config", of::<Either<config::Settings, Recorded<config::One>>>),
    ("decline", of::<Recorded<Either<PromiseShape, ChapterShape>>>),
    ("doctor", of::<doctor::Doctor>),
    ("due", of::<due::Due>),
    ("end", of::<Recorded<Either<Either<PromiseShape, PauseShape>, Either<BoundaryShape, ChapterShape>>>>),
    ("error", of::<error::Document<'static>>),
    ("excused", of::<Recorded<say::MarkedShape>>),
    ("export", of::<Recorded<export::Exported>>),
    ("guide", of::<guide::Guide<'static>>),
    ("history", of::<history::History>),
    ("import", of::<Either<import::sum::Document, Recorded<import::restore::Restored>>>),
    ("init", of::<Recorded<init::Made>>),
    ("kept", of::<Recorded<say::MarkedShape>>),
    ("leave", of::<Recorded<leave::Gone>>),
    ("leaving", of::<leave::Taken>),
    ("list", of::<list::List>),
    ("man", of::<man::Pages>),
    ("me", of::<Either<me::Who, Recorded<me::Joined>>>),
    ("mine", of::<Either<export::Mine<'static>, export::Said<'static>>>),
    ("note", of::<Recorded<thank::Written>>),
    ("pause", of::<Recorded<PauseShape>>),
    ("promise", of::<Recorded<PromiseShape>>),
    ("record", of::<Either<record::First, StoredEvent<'static>>>),
    ("repair", of::<Recorded<RepairShape>>),
    ("report", of::<weekly::Report>),
    ("revise", of::<Recorded<Either<PromiseShape, BoundaryShape>>>),
    ("schema", of::<Documents>),
    ("show", of::<Either<show::Show, thing::ShowThing>>),
    ("streaks", of::<streaks::Streaks>),
    ("thank", of::<Recorded<thank::Written>>),
    ("today", of::<today::Today>),
    ("undo", of::<Recorded<undo::Undone>>),
    ("unsay", of::<Recorded<unsay::Gone>>),
];

/// The documents that have a schema.
#[derive(Serialize, JsonSchema)]
struct Documents {
    schema: &'static str,
    documents: Vec<&'static str>,
}

pub fn run(args: &SchemaArgs, call: &Call) -> Result<(), Failure> {
    let names = || DOCUMENTS.iter().map(|(name, _)| *name);
    let Some(word) = &args.document else {
        let all = Documents { schema: "ourword.schema/1", documents: names().collect() };
        let lines = || names().map(|name| format!("{name}\n")).collect();
        return call.ui.answer(&all, lines, || names().map(str::to_owned).collect());
    };
    // As a document says it of itself, too.
    let name = word.strip_prefix("ourword.").and_then(|rest| rest.strip_suffix("/1")).unwrap_or(word);
    let Some((name, make)) = DOCUMENTS.iter().find(|(known, _)| *known == name) else {
        let hint = match near(name, names().map(str::to_owned)) {
            near if near.is_empty() => "`ourword schema` lists the documents".to_owned(),
            near => format!("did you mean {}?", or(&near)),
        };
        return Err(Failure::usage(format!("there is no document `{word}`"), hint));
    };
    let schema = finished(name, make());
    call.ui.out(&(serde_json::to_string_pretty(&schema)? + "\n"))
}

/// The schema of what a type is written as: what is always there is required, also where it may be null.
fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

/// What all schemas have in common.
fn finished(name: &str, schema: Schema) -> Value {
    let full = format!("ourword.{name}/1");
    let mut schema = schema.to_value();
    tidy(&mut schema, &full);
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".to_owned(), json!(full));
    }
    schema
}

/// The document says which it is; fields may be added to any object; of the formats only those are kept that JSON
/// Schema knows, since some validators refuse others; and what is said of something is one line.
fn tidy(schema: &mut Value, full: &str) {
    match schema {
        Value::Object(object) => {
            let says_which = object.get_mut("properties").and_then(|fields| fields.get_mut("schema"));
            if let Some(which) = says_which {
                *which = json!({ "const": full });
            }
            for closed in ["additionalProperties", "unevaluatedProperties"] {
                if object.get(closed) == Some(&json!(false)) {
                    object.remove(closed);
                }
            }
            let known = |format: &Value| matches!(format.as_str(), Some("date" | "date-time"));
            if object.get("format").is_some_and(|format| format.is_string() && !known(format)) {
                object.remove("format");
            }
            if let Some(Value::String(says)) = object.get_mut("description") {
                *says = says.replace('\n', " ");
            }
            object.values_mut().for_each(|part| tidy(part, full));
        }
        Value::Array(parts) => parts.iter_mut().for_each(|part| tidy(part, full)),
        _ => {}
    }
}

/// One shape or the other, for a command that answers in several. It is a type for its schema alone.
struct Either<A, B>(PhantomData<(A, B)>);

impl<A: JsonSchema, B: JsonSchema> JsonSchema for Either<A, B> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}_or_{}", A::schema_name(), B::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [generator.subschema_for::<A>(), generator.subschema_for::<B>()] })
    }

    fn inline_schema() -> bool {
        true
    }
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::cli::args::Cli;

    #[test]
    fn every_verb_has_its_document() {
        let has = |name: &str| DOCUMENTS.iter().any(|(known, _)| *known == name);
        for verb in Cli::command().get_subcommands().map(clap::Command::get_name) {
            // The demo's answer is a report.
            assert!(has(verb) || verb == "demo", "`{verb}` has no schema");
        }
        let mut sorted = DOCUMENTS.map(|(name, _)| name);
        sorted.sort_unstable();
        assert_eq!(sorted, DOCUMENTS.map(|(name, _)| name), "they are listed in the order of their names");
    }

    #[test]
    fn every_schema_says_which_and_leaves_room() {
        for (name, make) in DOCUMENTS {
            let text = finished(name, make()).to_string();
            assert!(text.contains(&format!(r#""schema":{{"const":"ourword.{name}/1"}}"#)), "{name}: {text}");
            assert!(!text.contains("Properties\":false"), "{name}: {text}");
            for rust in ["::", "[`", "For text", "Shape"] {
                assert!(!text.contains(rust), "{name} speaks of {rust}: {text}");
            }
        }
    }
}
