use proptest::prelude::*;

use super::*;

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |parts: &[Filter], sign: &str| -> String {
            parts.iter().map(|part| format!("({part})")).collect::<Vec<_>>().join(sign)
        };
        match self {
            Filter::And(parts) => f.write_str(&list(parts, "+")),
            Filter::Or(parts) => f.write_str(&list(parts, ",")),
            Filter::Is(statement) => write!(f, "{statement}"),
        }
    }
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.property, if self.not { "-" } else { "" })?;
        match &self.comparison {
            Comparison::Is(value) => write!(f, "{value}"),
            Comparison::In(values) => {
                write!(f, "[{}]", values.iter().map(Value::to_string).collect::<Vec<_>>().join(","))
            }
            Comparison::Less(value) => write!(f, "<{value}"),
            Comparison::AtMost(value) => write!(f, "<={value}"),
            Comparison::More(value) => write!(f, ">{value}"),
            Comparison::AtLeast(value) => write!(f, ">={value}"),
            Comparison::Contains(text) => write!(f, "~{}", Value::Text(text.clone())),
            Comparison::Begins(text) => write!(f, "~^{}", Value::Text(text.clone())),
            Comparison::Ends(text) => write!(f, "~${}", Value::Text(text.clone())),
        }
    }
}

fn is(property: &str, comparison: Comparison) -> Filter {
    Filter::Is(Statement { property: property.into(), not: false, comparison })
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

#[track_caller]
fn check(said: &str, expected: Filter) {
    assert_eq!(parse(said), Ok(expected), "{said}");
}

#[test]
fn every_comparison_is_read() {
    check("tag:economy", is("tag", Comparison::Is(text("economy"))));
    check("a.b_c:'x, y+z'", is("a.b_c", Comparison::Is(text("x, y+z"))));
    check("a:'it\\'s \\\\'", is("a", Comparison::Is(text("it's \\"))));
    check(
        "a:[b,'c d',null,true]",
        is("a", Comparison::In(vec![text("b"), text("c d"), Value::Null, Value::Truth(true)])),
    );
    check("a:>=2025-01-02", is("a", Comparison::AtLeast(text("2025-01-02"))));
    check("a:>1", is("a", Comparison::More(text("1"))));
    check("a:<=1", is("a", Comparison::AtMost(text("1"))));
    check("a:<'2025-01-02 10:00:00'", is("a", Comparison::Less(text("2025-01-02 10:00:00"))));
    check("a:~b", is("a", Comparison::Contains("b".into())));
    check("a:~^'b'", is("a", Comparison::Begins("b".into())));
    check("a:~$b", is("a", Comparison::Ends("b".into())));
    check("a:>now-30d", is("a", Comparison::More(Value::FromNow(-30, Unit::Day))));
    check("a:<now+1M", is("a", Comparison::Less(Value::FromNow(1, Unit::Month))));
    check("a:nowhere", is("a", Comparison::Is(text("nowhere"))));
    let not = |comparison| Filter::Is(Statement { property: "a".into(), not: true, comparison });
    check("a:-b-c", not(Comparison::Is(text("b-c"))));
    check("a:-[b,c]", not(Comparison::In(vec![text("b"), text("c")])));
    check("a:-~b", not(Comparison::Contains("b".into())));
    check("a:-null", not(Comparison::Is(Value::Null)));
}

#[test]
fn and_binds_closer_than_or() {
    let one = |name: &str| is(name, Comparison::Is(text("1")));
    check("a:1,b:1+c:1", Filter::Or(vec![one("a"), Filter::And(vec![one("b"), one("c")])]));
    check("(a:1,b:1)+c:1", Filter::And(vec![Filter::Or(vec![one("a"), one("b")]), one("c")]));
    check(" a:1 + ( b:1 , c:1 ) ", Filter::And(vec![one("a"), Filter::Or(vec![one("b"), one("c")])]));
}

#[test]
fn what_is_none_is_refused_with_its_place() {
    for (said, at) in [
        ("", 1),
        ("tag", 4),
        ("tag:", 5),
        (":a", 1),
        ("a:b+", 5),
        ("a:b,", 5),
        ("(a:b", 5),
        ("a:b)", 4),
        ("a:[b", 5),
        ("a:[]", 4),
        ("a:'b", 5),
        ("a:b c:d", 5),
        ("a:>", 4),
        ("a:\0", 3),
        ("a:'\0'", 5),
        ("a:\"b\"", 3),
        ("1a:b", 1),
        ("a:b\\", 5),
        ("a:=b", 3),
    ] {
        match parse(said) {
            Err(NqlError::Wanted { at: found, .. }) => assert_eq!(found, at, "{said:?}"),
            other => panic!("{said:?}: {other:?}"),
        }
    }
    assert_eq!(parse(&"(".repeat(17)), Err(NqlError::TooDeep));
    assert_eq!(parse(&"a".repeat(2_001)), Err(NqlError::TooLong));
}

fn value() -> impl Strategy<Value = Value> {
    let unit = prop_oneof![
        Just(Unit::Second),
        Just(Unit::Minute),
        Just(Unit::Hour),
        Just(Unit::Day),
        Just(Unit::Week),
        Just(Unit::Month),
        Just(Unit::Year)
    ];
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Truth),
        (-999_999_i64..=999_999, unit).prop_map(|(amount, unit)| Value::FromNow(amount, unit)),
        "[^\0]{0,12}".prop_map(Value::Text),
    ]
}

fn statement() -> impl Strategy<Value = Filter> {
    let comparison = prop_oneof![
        value().prop_map(Comparison::Is),
        proptest::collection::vec(value(), 1..4).prop_map(Comparison::In),
        value().prop_map(Comparison::Less),
        value().prop_map(Comparison::AtMost),
        value().prop_map(Comparison::More),
        value().prop_map(Comparison::AtLeast),
        "[^\0]{0,8}".prop_map(Comparison::Contains),
        "[^\0]{0,8}".prop_map(Comparison::Begins),
        "[^\0]{0,8}".prop_map(Comparison::Ends),
    ];
    ("[a-z_][a-z0-9_.]{0,8}", any::<bool>(), comparison)
        .prop_map(|(property, not, comparison)| Filter::Is(Statement { property, not, comparison }))
}

fn filter() -> impl Strategy<Value = Filter> {
    statement().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Filter::And),
            proptest::collection::vec(inner, 2..4).prop_map(Filter::Or),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(filter in filter()) {
        let said = filter.to_string();
        prop_assume!(said.chars().count() <= 2_000);
        prop_assert_eq!(parse(&said), Ok(filter), "{}", said);
    }

    #[test]
    fn no_text_breaks_the_reader(said in "[a-c:+,()\\[\\]<>=~'\\\\ 0-9now\0-]{0,60}") {
        let _ = parse(&said);
    }
}
