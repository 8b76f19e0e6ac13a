//! The table: a figure a line, the goal beside what was measured.

use std::io::Write;

use crate::scene::Scene;

/// Tells rows as they are measured.
pub struct Table {
    missed: usize,
    rows: usize,
    told: usize,
}

impl Table {
    /// The heading.
    pub fn begin(scene: &Scene) -> Self {
        let version =
            scene.clean(&scene.program).arg("--version").stdout(std::process::Stdio::piped()).output();
        let version = String::from_utf8_lossy(&version.unwrap().stdout).trim().to_owned();
        println!("{version}, {}; N = {}\n", scene.program.display(), short(scene.most));
        line("figure", "goal", "measured", "");
        Self { missed: 0, rows: 0, told: 0 }
    }

    /// A figure that should be at most so much.
    pub fn at_most(&mut self, figure: &str, goal: f64, unit: &str, measured: Option<(f64, String)>) {
        self.row(figure, &format!("<= {goal}{unit}"), unit, measured, |value| value <= goal);
    }

    /// A figure that should be at least so much.
    pub fn at_least(&mut self, figure: &str, goal: f64, unit: &str, measured: Option<(f64, String)>) {
        self.row(figure, &format!(">= {goal}{unit}"), unit, measured, |value| value >= goal);
    }

    /// What is only told.
    pub fn told(&mut self, figure: &str, measured: &str) {
        self.told += 1;
        line(figure, "", measured, "");
    }

    fn row(
        &mut self,
        figure: &str,
        goal: &str,
        unit: &str,
        measured: Option<(f64, String)>,
        holds: impl Fn(f64) -> bool,
    ) {
        let Some((value, about)) = measured else {
            return line(figure, goal, "not measured: a tool is missing", "");
        };
        let about = if about.is_empty() { about } else { format!(" ({about})") };
        let value = if value < 10.0 { format!("{value:.3}") } else { format!("{value:.1}") };
        // By the figure that is told, so that the count and the lines agree.
        let holds = holds(value.parse().unwrap());
        self.rows += 1;
        self.missed += usize::from(!holds);
        line(figure, goal, &format!("{value}{unit}{about}"), if holds { "" } else { "missed" });
    }

    /// How many goals were met.
    pub fn end(&self) {
        println!(
            "\n{} of {} goals met; {} figures without one",
            self.rows - self.missed,
            self.rows,
            self.told
        );
    }
}

fn line(figure: &str, goal: &str, measured: &str, verdict: &str) {
    println!("{}", format!("{figure:<58} {goal:<16} {measured:<44} {verdict}").trim_end());
    std::io::stdout().flush().unwrap();
}

/// A number of marks, as in 1e6: what is less than a hundredth of it is left out.
pub fn short(number: u64) -> String {
    let zeros = number.checked_ilog10().unwrap_or(0);
    let tens = 10_u64.pow(zeros);
    let (digit, rest) = (number / tens, number % tens);
    if zeros > 1 && rest * 100 < number { format!("{digit}e{zeros}") } else { number.to_string() }
}

/// Seconds, as somebody reads them.
pub fn time(seconds: f64) -> String {
    if seconds < 1.0 { format!("{:.2} ms", seconds * 1e3) } else { format!("{seconds:.2} s") }
}
