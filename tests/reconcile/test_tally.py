"""Tables counted from columns are those one would count by hand, whatever the acts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.amount import Amount, Comparator
from chamsae.model.case import CodedAct, Counting, Involved
from chamsae.model.judgement import Status
from chamsae.model.table import OF_PERSONS, OPEN, Ask, Cell, Dimension, Filter, Groups, Spread
from chamsae.model.when import When
from chamsae.reconcile.answering import responsible
from chamsae.reconcile.axes import Around, Life, Paper, of_act, of_person, spread
from chamsae.reconcile.columns import Columns
from chamsae.reconcile.tally import LEFT_OUT, Counted, members, tally
from chamsae.text.table_words import LANGUAGES, key_words

CHINA = Involved(name="police", type="police", chain=("cn-mps", "cn"), state="CN")
NORTH = Involved(name="보위부", type="security", chain=("kp-mss", "kp"), state="KP")
AROUND = Around(
    lives={
        "n1": Life(sex="woman", born=When(start=date(1990, 1, 1), end=date(1990, 12, 31)), work=("farmer", "cook")),
        "n2": Life(sex="man", born=When(start=date(1950, 5, 5), end=date(1950, 5, 5))),
    },
    papers={"d1": Paper(source="Lantern Daily", origin="d1"), "d2": Paper(source="등불신문", origin="d1")},
)


def act(number: int = 1, **more: object) -> CodedAct:
    made = CodedAct(id=f"a{number}", claims=(f"c{number}",), document="d1", violation="arrest", persons=("n1",))
    return replace(made, **more)  # type: ignore[arg-type]  # fields of an act


def days(first: str, last: str | None = None) -> When:
    return When(start=date.fromisoformat(first), end=date.fromisoformat(last or first))


def counted(ask: Ask, *acts: CodedAct) -> Counted:
    columns = Columns()
    columns.put(acts, AROUND)
    return tally(columns, ask)


def numbers(found: Counted) -> dict[tuple[str | None, ...], int]:
    return {cell.keys: cell.count for cell in found.cells}


def test_a_year_that_is_not_known_has_a_row_of_its_own_and_no_first_of_january() -> None:
    found = counted(Ask(axes=(Dimension.YEAR,)), act(1), act(2, when=days("2010-01-01")))
    assert numbers(found) == {(OPEN,): 1, ("2010",): 1, (None,): 2}


def test_an_interval_over_two_years_stands_apart_or_in_each_as_asked() -> None:
    told = act(1, when=days("2010-11-01", "2011-02-01"))
    assert numbers(counted(Ask(axes=(Dimension.YEAR,)), told)) == {("2010/2011",): 1, (None,): 1}
    each = counted(Ask(axes=(Dimension.YEAR,), spread=Spread.EACH), told)
    assert numbers(each) == {("2010",): 1, ("2011",): 1, (None,): 1}
    assert each.overlapping == (Dimension.YEAR,)


def test_a_person_in_two_cells_counts_once_in_the_margin_and_the_axis_says_so() -> None:
    acts = act(1, when=days("2010-05-01")), act(2, when=days("2011-05-01"))
    found = counted(Ask(axes=(Dimension.YEAR,), counting=Counting.PERSONS), *acts)
    assert numbers(found) == {("2010",): 1, ("2011",): 1, (None,): 1}
    assert found.overlapping == (Dimension.YEAR,)


def test_an_act_two_states_answer_for_stands_under_both_and_once_in_the_total() -> None:
    found = counted(Ask(axes=(Dimension.STATE,)), act(1, involved=(CHINA, NORTH)))
    assert numbers(found) == {("CN",): 1, ("KP",): 1, (None,): 1}
    assert found.overlapping == (Dimension.STATE,)


def test_one_body_named_in_two_scripts_is_one() -> None:
    acts = (
        act(n, involved=(Involved(name=name, chain=(name,), state=None),)) for n, name in ((1, "보위부"), (2, "kp-mss"))
    )
    assert numbers(counted(Ask(axes=(Dimension.BODY,)), *acts))["kp-mss",] == 2


@pytest.mark.parametrize(
    ("words", "country", "body", "kind"),
    [
        ("경찰", "cn", "cn-psb", "state.police"),
        ("two policemen", "cn", "cn-psb", "state.police"),
        ("公安", None, "cn-psb", "state.police"),
        ("警察", "kp", "kp-mps", "state.police"),
        ("北朝鲜警察", None, "kp-mps", "state.police"),
        ("the police", None, "type:state.police", "state.police"),
        ("도 보위부 보위원", "kp", "kp-mss", "state.intelligence"),
        ("border guards", "kp", "kp-border-guard", "state.border_guard"),
        ("South Korean police", None, "South Korean police", ""),
        ("그의 이웃", None, "그의 이웃", ""),
    ],
)
def test_words_for_one_body_by_definition_are_one_row(words: str, country: str | None, body: str, kind: str) -> None:
    chain = responsible(words, country)
    one = Involved(name=words, chain=chain, state=chain[-1].upper() if chain else None)
    found = of_act(act(1, involved=(one,)), AROUND)
    assert body in found[Dimension.BODY]
    assert found[Dimension.TYPE] == (kind,)


def test_bodies_and_kinds_of_bodies_have_names_in_every_language() -> None:
    words = {key_words("body", "type:state.police", tongue) for tongue in LANGUAGES}
    words |= {key_words("perpetrator-type", "state.border_guard", tongue) for tongue in LANGUAGES}
    assert len(words) == 6 and not any("state." in one for one in words)


def test_a_group_is_no_person_and_is_shown_apart_with_its_range() -> None:
    about = Amount(low=600, high=600, comparator=Comparator.ABOUT, unit="person")
    more = Amount(low=40, high=None, comparator=Comparator.MORE_THAN, unit="person")
    acts = act(1, persons=(), victims=about), act(2, persons=(), victims=more), act(3)
    total = counted(Ask(axes=(Dimension.VIOLATION,), counting=Counting.PERSONS), *acts).cells[-1]
    assert total == Cell(keys=(None,), count=1, acts=3, proposed=3, without=2, groups=Groups(acts=2, low=41, high=None))


def test_events_cases_and_acts_are_counted_apart() -> None:
    acts = [act(n, event="e1", cases=("k1", "k2") if n == 1 else ()) for n in (1, 2, 3)]
    totals = {unit: counted(Ask(axes=(Dimension.STATUS,), counting=unit), *acts).cells[-1] for unit in Counting}
    assert {unit: (cell.count, cell.without) for unit, cell in totals.items()} == {
        Counting.ACTS: (3, 0), Counting.PERSONS: (1, 0), Counting.EVENTS: (1, 0), Counting.CASES: (2, 2),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("dimension", "keys", "ids"),
    [
        (Dimension.PLACE, ("cn",), ["a1"]),
        (Dimension.PLACE, ("kp-onsong",), ["a2"]),
        (Dimension.YEAR, ("2009..2011",), ["a1", "a2"]),
        (Dimension.YEAR, ("2010",), ["a1"]),
        (Dimension.VIOLATION, ("killing",), ["a2"]),
        (Dimension.STATUS, ("rejected",), ["a3"]),
        (Dimension.SOURCE, ("nobody",), []),
    ],
)
def test_a_filter_takes_what_lies_within(dimension: Dimension, keys: tuple[str, ...], ids: list[str]) -> None:
    columns = Columns()
    acts = (
        act(1, place="cn-tumen", when=days("2010-05-01")),
        act(2, place="kp-onsong", when=days("2010-11-01", "2011-02-01"), violation="killing.execution"),
        act(3, status=Status.REJECTED),
    )
    columns.put(acts, AROUND)
    ask = Ask(axes=(Dimension.VIOLATION,), where=(Filter(dimension=dimension, keys=keys),))
    assert [one.act for one in members(columns, ask)] == ids


def test_a_cell_opens_to_its_acts_and_whom_they_count_for() -> None:
    columns = Columns()
    columns.put([act(1, persons=("n1", "n2")), act(2), act(3, violation="torture")], AROUND)
    ask = Ask(axes=(Dimension.VIOLATION, Dimension.SEX), counting=Counting.PERSONS)
    found = members(columns, ask, ("arrest", None))
    assert [(one.act, one.units) for one in found] == [("a1", ("n1", "n2")), ("a2", ("n1",))]
    assert members(columns, ask, ("arrest", "unheard of")) == []


def test_an_act_changed_or_taken_out_is_counted_as_it_is_now() -> None:
    columns = Columns()
    ask = Ask(axes=(Dimension.VIOLATION,))
    columns.put([act(1), act(2)], AROUND)
    before = tally(columns, ask)
    columns.put([act(1, violation="torture")], AROUND)
    columns.remove(["a2", "unheard of"])
    assert numbers(before) == {("arrest",): 2, (None,): 2}
    assert numbers(tally(columns, ask)) == {("torture",): 1, (None,): 1}
    columns.remove(["a1"])
    assert numbers(tally(columns, ask)) == {(None,): 0}


# Against counting by hand

SOME_DAYS = st.builds(
    lambda start, length: When(start=start, end=start + timedelta(days=length)),
    st.dates(date(2008, 11, 1), date(2011, 3, 1)),
    st.sampled_from((0, 25, 90, 400)),
)
ACTS = st.lists(
    st.builds(
        act,
        st.integers(1, 12),
        violation=st.sampled_from((None, "arrest", "killing", "killing.execution")),
        persons=st.lists(st.sampled_from(("n1", "n2", "n3")), max_size=2, unique=True).map(tuple),
        victims=st.none() | st.just(Amount(low=5, high=9, comparator=Comparator.RANGE, unit="person")),
        place=st.sampled_from((None, "cn-tumen", "cn", "x-yalu", "kp-camp14", "somewhere")),
        place_text=st.sampled_from((None, "看守所", "교화소")),
        when=st.none() | SOME_DAYS | st.just(When(start=date(2010, 5, 1))),
        event=st.sampled_from((None, "e1", "e2")),
        cases=st.lists(st.sampled_from(("k1", "k2")), max_size=2, unique=True).map(tuple),
        involved=st.lists(st.sampled_from((CHINA, NORTH)), max_size=2, unique=True).map(tuple),
        document=st.sampled_from(("d1", "d2", "d3")),
        status=st.sampled_from(tuple(Status)),
    ),
    max_size=14,
)
ASKS = st.builds(
    lambda axes, counting, where, spreading: Ask(axes=tuple(axes), counting=counting, where=where, spread=spreading),
    st.lists(st.sampled_from(tuple(Dimension)), min_size=1, max_size=3, unique=True),
    st.sampled_from(tuple(Counting)),
    st.sampled_from(((), (Filter(dimension=Dimension.STATUS, keys=("accepted", "rejected")),))),
    st.sampled_from(tuple(Spread)),
)


@given(ACTS, ACTS, st.lists(st.integers(1, 12).map("a{}".format)), ASKS)
def test_every_number_is_the_one_counted_by_hand(
    first: list[CodedAct], second: list[CodedAct], gone: list[str], ask: Ask
) -> None:
    columns = Columns()
    columns.put(first, AROUND)
    tally(columns, ask)
    columns.put(second, AROUND)
    columns.remove(gone)
    held = {one.id: one for one in (*first, *second)}
    acts = [one for id, one in held.items() if id not in gone]
    assert {cell.keys: cell for cell in tally(columns, ask).cells} == by_hand(acts, ask)


def by_hand(acts: Iterable[CodedAct], ask: Ask) -> dict[tuple[str | None, ...], Cell]:
    """The same table, counted with sets."""
    wanted = {key for one in ask.where for key in one.keys}
    acts_in = defaultdict[tuple[str | None, ...], set[str]](set)
    units_in = defaultdict[tuple[str | None, ...], set[tuple[str, str]]](set)
    held: dict[str, CodedAct] = {}
    for one in acts:
        if one.status.value not in wanted if wanted else one.status in LEFT_OUT:
            continue
        held[one.id] = one
        for person in one.persons or (None,):
            for keys in product(*(choices(one, person, dimension, ask.spread) for dimension in ask.axes)):
                acts_in[keys].add(one.id)
                units_in[keys] |= {(one.id, unit) for unit in units(one, person, ask.counting)}
    cells = {keys: cell(keys, acts_in[keys], units_in[keys], held) for keys in acts_in}
    nothing = (None,) * len(ask.axes)
    return cells or {nothing: Cell(keys=nothing, count=0, acts=0)}


def choices(one: CodedAct, person: str | None, dimension: Dimension, spreading: Spread) -> list[str | None]:
    keys = of_person(one, person, AROUND)[dimension] if dimension in OF_PERSONS else of_act(one, AROUND)[dimension]
    if dimension is Dimension.YEAR and spreading is Spread.EACH:
        keys = tuple(year for key in keys for year in spread(key))
    return [*keys, None]


def units(one: CodedAct, person: str | None, counting: Counting) -> list[str]:
    if counting is Counting.ACTS:
        return [one.id]
    if counting is Counting.PERSONS:
        return [person] if person else []
    if counting is Counting.EVENTS:
        return [one.event] if one.event else []
    return list(one.cases)


def cell(keys: tuple[str | None, ...], ids: set[str], pairs: set[tuple[str, str]], held: dict[str, CodedAct]) -> Cell:
    groups = [held[id] for id in ids if held[id].victims and not held[id].persons]
    return Cell(
        keys=keys,
        count=len({unit for _, unit in pairs}),
        acts=len(ids),
        proposed=sum(held[id].status is Status.PROPOSED for id in ids),
        disputed=sum(held[id].status is Status.DISPUTED for id in ids),
        without=len(ids - {id for id, _ in pairs}),
        groups=Groups(acts=len(groups), low=5, high=9) if groups else None,
    )
