"""Two tellings of one person's way put together: steps of one kind that can be the same are one."""

from collections.abc import Sequence
from dataclasses import replace

from chamsae.model.journey import Step, StepKind


def woven(found: Sequence[Step], telling: Sequence[Step]) -> list[Step]:
    """A second telling put to the first: steps of one kind whose times and places can be the same are one."""
    made, at = list(found), 0
    for step in telling:
        same = next((i for i in range(at, len(made)) if _may_be(made[i], step)), None)
        if same is None:
            made.insert(at, step)
            at += 1
            continue
        made[same] = replace(
            made[same],
            acts=tuple(dict.fromkeys((*made[same].acts, *step.acts))),
            claims=(*made[same].claims, *step.claims),
            dated=(*made[same].dated, *step.dated),
            lengths=(*made[same].lengths, *step.lengths),
            place=made[same].place or step.place,
            facility=made[same].facility or step.facility,
            why=(*made[same].why, *step.why),
        )
        at = same + 1
    return made


def _may_be(one: Step, other: Step) -> bool:
    if one.kind is not other.kind or (one.kind is StepKind.ABUSE and not {*one.acts} & {*other.acts}):
        return False
    if one.place and other.place and one.place != other.place:
        return False
    return all(a.when.overlaps(b.when) for a in one.dated for b in other.dated)
