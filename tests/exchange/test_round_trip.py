"""What a format can hold comes back as the same claims; what it cannot is told."""

from dataclasses import replace
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.exchange import Format, Sent
from chamsae.errors import InputError
from chamsae.model.claim import Act, Claim, ClaimKind, Detail, Intervention, Involvement, Name, SpeakerKind, Value
from chamsae.model.judgement import Judgement, Verdict
from chamsae.model.when import When, utc_now
from tests.exchange.made import book, claims

Said = tuple[Value, When | None, tuple[str, ...], str, str]


def bare(claim: Claim) -> Said:
    """What a claim says, without the ids that each casebook gives anew; a file that speaks for itself is no speaker."""
    value = claim.value
    match value:
        case Name():
            value = replace(value, entity=None)
        case Act():
            value = replace(value, victim_entity=None, actor_entity=None, figure=None)
        case Detail():
            value = replace(value, about_entity=None, other_entity=None, about="")
        case Involvement():
            value = replace(value, actor_entity=None, act="known" if value.act else None)
        case Intervention():
            value = replace(value, party_entity=None, about_entity=None)
    speaker = "" if claim.speaker is None or claim.speaker.kind is SpeakerKind.DOCUMENT else claim.speaker.text
    return value, claim.when, claim.place, claim.modality.value, speaker


def sent_and_taken(form: Format, folder: Path) -> tuple[Sent, list[Claim]]:
    with book() as here, chamsae.in_memory() as there:
        sent = here.exchange.write(folder / "out", form, by="하늘")
        for name in sent.files:
            assert there.exchange.read(folder / "out" / name, form, by="하늘").faults == ()
        for document in there.store.documents():
            for claim in there.store.claims(document=document.id):
                claim.quote.prove(document.text)
        assert there.doctor.check().sound
        return sent, list(there.store.claims())


def lost(form: Format, folder: Path) -> set[ClaimKind]:
    """The kinds of claims that do not come back as they went, which must be those that the report names."""
    sent, back = sent_and_taken(form, folder)
    found = [bare(claim) for claim in back]
    missing = [claim for claim in claims() if bare(claim) not in found]
    told = {claim for left in sent.left for claim in left.claims}
    assert {claim.id for claim in missing} == told, [bare(claim) for claim in missing if claim.id not in told]
    assert sum(left.count for left in sent.left) == len(missing)
    return {claim.kind for claim in missing}


def test_follow_the_money_holds_everything_there_is(tmp_path: Path) -> None:
    assert lost(Format.FTM, tmp_path) == set()


def test_esf_holds_acts_people_involvement_and_interventions_and_names_what_it_cannot(tmp_path: Path) -> None:
    assert lost(Format.ESF, tmp_path) == {ClaimKind.FIGURE, ClaimKind.STATEMENT, ClaimKind.DETAIL}


def test_uwazi_holds_people_and_acts_and_names_what_it_cannot(tmp_path: Path) -> None:
    kinds = {ClaimKind.FIGURE, ClaimKind.STATEMENT, ClaimKind.INVOLVEMENT, ClaimKind.INTERVENTION}
    assert lost(Format.UWAZI, tmp_path) == kinds


@pytest.mark.parametrize("form", list(Format))
def test_writing_again_gives_the_same_bytes_and_nothing_is_written_over(form: Format, tmp_path: Path) -> None:
    with book() as here:
        first = here.exchange.write(tmp_path / "one", form, by="하늘")
        here.exchange.write(tmp_path / "two", form, by="은주")
        assert all((tmp_path / "one" / n).read_bytes() == (tmp_path / "two" / n).read_bytes() for n in first.files)
        with pytest.raises(InputError):
            here.exchange.write(tmp_path / "one", form, by="하늘")
        assert [entry.action for entry in here.store.log()][-2:] == ["export", "export"]


@pytest.mark.parametrize("form", list(Format))
def test_the_same_file_again_changes_nothing_and_a_rehearsal_writes_nothing(form: Format, tmp_path: Path) -> None:
    with book() as here, chamsae.in_memory() as there:
        sent = here.exchange.write(tmp_path / "out", form, by="하늘")
        files = [tmp_path / "out" / name for name in sent.files]
        rehearsed = [there.exchange.rehearse(file, form).new for file in files]
        assert list(there.store.log()) == [] and any(rehearsed)
        assert [there.exchange.read(file, form, by="하늘").new for file in files] == rehearsed
        before = there.store.counts()
        assert [there.exchange.read(file, form, by="하늘").new for file in files] == [0] * len(files)
        assert there.store.counts() == before


@pytest.mark.parametrize("form", list(Format))
def test_what_is_withheld_stays_unless_asked_for(form: Format, tmp_path: Path) -> None:
    with book() as here:
        secret = next(claim for claim in here.store.claims() if claim.trigger.exact == "인도")
        judgement = Judgement(target=secret.id, verdict=Verdict.WITHHELD, by="하늘", at=utc_now())
        here.store.add_judgement(judgement)
        here.exchange.write(tmp_path / "out", form, by="하늘")
        here.exchange.write(tmp_path / "all", form, by="하늘", withheld=True)
    told = {folder: "".join(p.read_text("utf-8") for p in (tmp_path / folder).iterdir()) for folder in ("out", "all")}
    assert secret.id not in told["out"] and secret.id in told["all"]


@pytest.mark.parametrize("form", list(Format))
def test_no_first_of_january_is_made_up(form: Format, tmp_path: Path) -> None:
    with book() as here:
        here.exchange.write(tmp_path / "out", form, by="하늘")
    text = "".join(path.read_text("utf-8") for path in (tmp_path / "out").iterdir())
    assert "2012" in text
    assert "2012-01-01" not in text.replace("2012-01-01:2012-12-31", "")  # a range tells both its ends
