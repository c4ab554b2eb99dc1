//! Poolings with known answers, and rules that hold whatever the numbers.

use proptest::prelude::*;

use super::*;
use crate::disclosure::{DisclosurePolicy, review};
use crate::findings::{Counts, Finding, Moment, Numbers, Population, Results, Subject};
use crate::vocab::{
    Better, Duty, Estimand, Evidence, Method, OutcomeKind, Period, ProgrammeModel, Role, RoleScope,
    Status, Unit,
};

/// Programme, estimate, standard error, people, grade.
type Line = (&'static str, f64, f64, u64, Evidence);

fn finding(line: &Line, model: ProgrammeModel, better: Better) -> Finding {
    let (programme, estimate, error, people, evidence) = *line;
    Finding {
        against: None,
        subject: Subject {
            outcome: "engagement".to_owned(),
            outcome_label: "Engagement".to_owned(),
            kind: OutcomeKind::Score,
            better,
            duty: Duty::Question,
            programme: programme.to_owned(),
            programme_name: programme.to_uppercase(),
            model: Some(model),
            role: RoleScope::One(Role::Mentor),
        },
        population: Population::overall(),
        moment: Moment::default(),
        estimand: Estimand::Att,
        method: Method::DrDid,
        unit: Unit::Points,
        counts: Counts {
            treated: people,
            control: 400,
            treated_on_support: people,
            control_on_support: 400,
        },
        answer: Ok(Numbers {
            std_error: Some(error),
            ci_low: Some(estimate - 1.96 * error),
            ci_high: Some(estimate + 1.96 * error),
            ..Numbers::bare(estimate)
        }),
        evidence: Some(evidence),
        notes: Vec::new(),
    }
}

fn released(findings: Vec<Finding>) -> Vec<Comparison> {
    let results = Results {
        findings,
        ..Results::default()
    };
    let period: Period = "2025Q4".parse().expect("a literal quarter");
    review(results, &DisclosurePolicy::default(), period)
        .portfolio()
        .to_vec()
}

fn compared(lines: &[Line], better: Better) -> Comparison {
    let models = ProgrammeModel::EVERY.iter().cycle();
    let made = lines.iter().zip(models);
    let mut found = released(made.map(|(l, m)| finding(l, *m, better)).collect());
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

const STRONG: Evidence = Evidence::Strong;
const NOT: Evidence = Evidence::Inconclusive;

#[test]
fn the_pooled_figures_are_those_of_the_reference() {
    // BCG vaccine trials, log risk ratios and their variances (tests/reference/pool_bcg, REML with Knapp–Hartung).
    const BCG: [(f64, f64); 13] = [
        (-0.889_311_333_9, 0.325_584_765_0),
        (-1.585_388_657_2, 0.194_581_121_4),
        (-1.348_073_148_3, 0.415_367_965_4),
        (-1.441_551_191_6, 0.020_010_031_9),
        (-0.217_547_322_2, 0.051_210_172_2),
        (-0.786_115_585_8, 0.006_905_618_5),
        (-1.620_898_235_9, 0.223_017_247_6),
        (0.011_952_333_5, 0.003_961_579_3),
        (-0.469_417_648_7, 0.056_434_210_5),
        (-1.371_344_803_5, 0.073_024_793_6),
        (-0.339_358_828_3, 0.012_412_214_0),
        (0.445_913_400_5, 0.532_505_845_2),
        (-0.017_313_948_2, 0.071_404_660_4),
    ];
    const IDS: [&str; 13] = [
        "p01", "p02", "p03", "p04", "p05", "p06", "p07", "p08", "p09", "p10", "p11", "p12", "p13",
    ];
    let lines: Vec<Line> = BCG
        .iter()
        .zip(IDS)
        .map(|((y, v), id)| (id, *y, v.sqrt(), 40, STRONG))
        .collect();
    let models = ProgrammeModel::EVERY.iter().cycle();
    let found = released(
        lines
            .iter()
            .zip(models)
            .map(|(l, m)| finding(l, *m, Better::Lower))
            .collect(),
    );
    let own = &found[0];
    assert_eq!(own.among, Among::Programmes);
    let (mean, low, high) = own.pooling.mean;
    assert!((mean + 0.714_532_34).abs() < 1e-5, "{mean}");
    assert!((low + 1.108_443_71).abs() < 1e-5 && (high + 0.320_620_97).abs() < 1e-5);
    assert!((own.pooling.tau2 - 0.3132).abs() < 5e-5);
    assert!((own.pooling.i2_percent - 92.22).abs() < 5e-3);
    assert!((own.pooling.q.q - 152.2330).abs() < 5e-4);
    // Thirteen programmes follow ten models: three of them twice.
    assert_eq!(
        (found[1].among, found[1].contenders.len()),
        (Among::Models, 10)
    );
    assert_eq!(found[1].contenders[0].programmes, 2);
}

#[test]
fn one_far_better_is_ahead_whichever_way_is_wanted() {
    let lines = [
        ("a", 1.0, 0.5, 40, NOT),
        ("b", 9.0, 0.5, 40, STRONG),
        ("c", 0.5, 0.5, 40, NOT),
    ];
    let found = compared(&lines, Better::Higher);
    assert_eq!(found.standings.verdict, Verdict::Ahead(1));
    assert_eq!(found.contenders[1].ranks, (1, 1));
    let turned: Vec<Line> = lines.iter().map(|l| (l.0, -l.1, l.2, l.3, l.4)).collect();
    let found = compared(&turned, Better::Lower);
    assert_eq!(found.standings.verdict, Verdict::Ahead(1));
    // The least bad of three harms is ahead of nobody.
    let harm: Vec<Line> = lines
        .iter()
        .map(|l| (l.0, l.1 - 20.0, l.2, l.3, STRONG))
        .collect();
    let found = compared(&harm, Better::Higher);
    assert!(found.contenders[1].best > AHEAD);
    assert_eq!(found.standings.verdict, Verdict::CannotTell);
    // A grade that tells nothing crowns nobody either, nor do first signs.
    for grade in [NOT, Evidence::Suggestive] {
        let vague: Vec<Line> = lines.iter().map(|l| (l.0, l.1, l.2, l.3, grade)).collect();
        let found = compared(&vague, Better::Higher);
        assert_eq!(found.standings.verdict, Verdict::CannotTell);
    }
}

#[test]
fn hidden_figures_enter_no_mean() {
    let lines = [
        ("a", 1.0, 0.5, 40, STRONG),
        ("b", 2.0, 0.5, 40, STRONG),
        ("c", 90.0, 0.5, 9, STRONG),
        ("d", 1.5, 0.7, 60, STRONG),
    ];
    let found = compared(&lines, Better::Higher);
    // The small one, and the next smallest that keeps it from following from the whole, are named.
    let hidden: Vec<(&str, Status)> = found
        .not_shown
        .iter()
        .map(|n| (n.name.as_str(), n.status))
        .collect();
    assert!(
        hidden.contains(&("C", Status::SuppressedPrimary)),
        "{hidden:?}"
    );
    assert!(found.pooling.mean.2 < 20.0, "{:?}", found.pooling);
    assert_eq!(found.contenders.len() + found.not_shown.len(), 4);
}

#[test]
fn one_programme_is_no_comparison() {
    let line = ("a", 1.0, 0.5, 40, STRONG);
    let only = finding(&line, ProgrammeModel::ErgLed, Better::Higher);
    assert!(released(vec![only]).is_empty());
}

#[test]
fn models_are_means_of_their_programmes() {
    let lines = [
        ("a", 1.0, 1.0, 40, STRONG),
        ("b", 3.0, 1.0, 40, NOT),
        ("c", 8.0, 1.0, 40, STRONG),
    ];
    let models = [
        ProgrammeModel::DeiCircles,
        ProgrammeModel::DeiCircles,
        ProgrammeModel::ErgLed,
    ];
    let found = released(
        lines
            .iter()
            .zip(models)
            .map(|(l, m)| finding(l, m, Better::Higher))
            .collect(),
    );
    assert_eq!(found.len(), 2);
    let model = &found[1].contenders[0];
    // Two effects 2 apart: REML tau² = 2²/2 - 1 = 1, mean 2 ± error √((1 + 1)/2) = 1.
    assert!((model.own.0 - 2.0).abs() < 1e-6);
    assert_eq!((model.programmes, model.finding_id.as_ref()), (2, None));
    assert_eq!(found[1].contenders[1].id, "erg_led");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn equal_programmes_have_no_winner(
        effect in -5.0..5.0_f64,
        errors in prop::collection::vec(0.2..3.0_f64, 2..8),
    ) {
        const IDS: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let lines: Vec<Line> = errors
            .iter()
            .zip(IDS)
            .map(|(e, id)| (id, effect, *e, 40, STRONG))
            .collect();
        let found = compared(&lines, Better::Higher);
        prop_assert_eq!(found.standings.verdict, Verdict::CannotTell);
        prop_assert_eq!(found.standings.among.len(), lines.len());
        let sum: f64 = found.contenders.iter().map(|c| c.best).sum();
        prop_assert!((sum - 1.0).abs() < 1e-9);
    }

    #[test]
    fn relabelling_changes_nothing(
        effects in prop::collection::vec((-6.0..6.0_f64, 0.3..2.0_f64), 2..7),
        turn in 1_usize..6,
    ) {
        const IDS: [&str; 7] = ["a", "b", "c", "d", "e", "f", "g"];
        let lines: Vec<Line> = effects
            .iter()
            .zip(IDS)
            .map(|(&(y, e), id)| (id, y, e, 40, STRONG))
            .collect();
        let mut moved: Vec<Line> = lines.clone();
        moved.rotate_left(turn % lines.len());
        for (line, id) in moved.iter_mut().zip(IDS.iter().rev()) {
            line.0 = id;
        }
        let (forth, back) = (compared(&lines, Better::Higher), compared(&moved, Better::Higher));
        let size = lines.len();
        for (k, contender) in back.contenders.iter().enumerate() {
            let before = &forth.contenders[(k + turn % size) % size];
            prop_assert!((contender.best - before.best).abs() < 1e-12);
            prop_assert_eq!(contender.ranks, before.ranks);
            prop_assert!((contender.shrunken.0 - before.shrunken.0).abs() < 1e-6);
        }
        let name = |c: &Comparison| match c.standings.verdict {
            Verdict::Ahead(k) => Some(c.contenders[k].own.0),
            Verdict::CannotTell => None,
        };
        prop_assert_eq!(name(&forth), name(&back));
    }
}
