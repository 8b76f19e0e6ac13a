//! Whether the program printed what was expected: every expected field, and lists in full.

use serde_json::Value;

/// The first differences, each as "path: expected ..., got ...".
pub fn differences(expected: &Value, got: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare("$", expected, got, &mut found);
    found.truncate(12);
    found
}

fn compare(path: &str, expected: &Value, got: &Value, found: &mut Vec<String>) {
    match (expected, got) {
        (Value::Object(e), Value::Object(g)) => {
            for (key, value) in e {
                let at = format!("{path}.{key}");
                match g.get(key) {
                    Some(other) => compare(&at, value, other, found),
                    None => found.push(format!("{at}: expected {value}, got no such field")),
                }
            }
        }
        (Value::Array(e), Value::Array(g)) => {
            if e.len() != g.len() {
                found.push(format!("{path}: expected {} of them, got {}", e.len(), g.len()));
                found.push(format!("  expected {}", short(e)));
                found.push(format!("  got      {}", short(g)));
                return;
            }
            for (i, (a, b)) in e.iter().zip(g).enumerate() {
                compare(&format!("{path}[{i}]"), a, b, found);
            }
        }
        (Value::Number(e), Value::Number(g)) => {
            let (e, g) = (e.as_f64().unwrap(), g.as_f64().unwrap());
            if (e - g).abs() > 1e-9 {
                found.push(format!("{path}: expected {e}, got {g}"));
            }
        }
        _ if expected == got => {}
        _ => found.push(format!("{path}: expected {expected}, got {got}")),
    }
}

/// What is enough to recognise the members of a list by.
fn short(of: &[Value]) -> String {
    let name = |v: &Value| {
        let fields = ["id", "label", "from", "to", "on", "verdict"];
        let known: Vec<String> = fields.iter().filter_map(|f| v.get(f)).map(ToString::to_string).collect();
        if known.is_empty() { v.to_string() } else { known.join(" ") }
    };
    of.iter().map(name).collect::<Vec<_>>().join("; ")
}
