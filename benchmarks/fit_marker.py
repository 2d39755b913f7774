"""Learn the marker of `index/marker_weights` from labelled reports, and write it. Takes about half an hour on two cores.

python -m benchmarks.fit_marker --state STATE.pt     # learn from all writers but those held out
python -m benchmarks.fit_points --write              # with these it finds out how far the marker is to be believed
python -m benchmarks.fit_marker --finish STATE.pt    # go on, gently, with the writers held out as well
"""

import argparse
import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, pad

from benchmarks.marker_examples import Example, of_messages, of_reports
from benchmarks.marker_model import MASKED, MarkerModel, write_onnx
from benchmarks.writers import HELD_OUT, files, learned_from
from bot.triage.platform import NAMES
from index.marker import FACTS, FOLDER, MODEL, possible_stretches
from index.onnx_encoder import load_tokenizer
from knowledge.messages import CATEGORIES

ROUNDS = 5
BATCH = 16
STEP = 1e-4  # of the encoder's layers; the new ones go ten times as far
MESSAGES_A_ROUND = 1_200  # of `knowledge/examples`, others in each round
BYSTANDERS_COUNT = 2.0
KIND_COUNTS = 2.0  # the hardest to learn, and said once a text
WARM_UP = 0.1
LAST_ROUNDS, LAST_STEP = 2, 4e-5


def loss_of(model: MarkerModel, examples: Sequence[Example]) -> Tensor:
    """Return how little of the chances goes to what is right, a text on average."""
    longest = max(len(each.pieces.ids) for each in examples)
    ids, shapes = (_padded([getattr(each.pieces, name) for each in examples], longest) for name in ("ids", "shapes"))
    mask = _padded([[1] * len(each.pieces.ids) for each in examples], longest).float()
    told = model(ids, shapes, mask)
    losses = [_loss(each, *(of_all[number] for of_all in told)) * each.counts for number, each in enumerate(examples)]
    return torch.stack(losses).sum() / sum(each.counts for each in examples)


def _loss(example: Example, spans: Tensor, nothing: Tensor, kind: Tensor, platform: Tensor, bystander: Tensor) -> Tensor:
    count = len(example.pieces.ids)
    possible = torch.tensor(possible_stretches(example.pieces))
    stretches = torch.where(possible, spans[:, :count, :count], MASKED).flatten(1)
    chances = torch.log_softmax(torch.cat([nothing[:, None], stretches], 1), 1)
    total = -KIND_COUNTS * _to(torch.log_softmax(kind, 0), example.kinds) - _to(torch.log_softmax(platform, 0), example.platforms)
    for part, (right, may_be_nothing) in enumerate(zip(example.right, example.nothing, strict=True)):
        places = [1 + first * count + last for first, last in right] + [0] * may_be_nothing
        total = total - _to(chances[part], places)
    if example.bystanders is not None:
        there = torch.tensor(example.bystanders)
        total = total + BYSTANDERS_COUNT * binary_cross_entropy_with_logits(bystander[:count], there)
    return total


def _to(chances: Tensor, places: Sequence[int]) -> Tensor:
    """The chance, as a logarithm, of any of these; nothing is asked where none is."""
    return torch.logsumexp(chances[list(places)], 0) if places else torch.zeros(())


def _padded(rows: Sequence[Sequence[int]], longest: int) -> Tensor:
    return torch.stack([pad(torch.tensor(row), (0, longest - len(row))) for row in rows])


def learn(
    model: MarkerModel, reports: Sequence[Example], messages: Sequence[Example], *, rounds: int = ROUNDS, step: float = STEP
) -> None:
    """Teach the network, in place; `step` is how far the encoder's layers go."""
    new = [value for name, value in model.named_parameters() if not name.startswith(("layers.", "embeddings."))]
    groups = [{"params": model.layers.parameters(), "lr": step}, {"params": new, "lr": 10 * step}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    batches = [batch for number in range(rounds) for batch in _batches(reports, messages, number)]
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _pace(step / len(batches)))
    model.train()
    total = 0.0
    for number, batch in enumerate(batches, 1):
        loss = loss_of(model, batch)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch gives it no types
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        total += loss.item()
        if number % 50 == 0:
            print(f"{number} of {len(batches)} batches, loss {total / 50:.2f}", flush=True)
            total = 0.0


def _pace(done: float) -> float:
    return min(1.0, (done + 0.001) / WARM_UP) * max(0.0, 1.0 - done)


def _batches(reports: Sequence[Example], messages: Sequence[Example], number: int) -> Iterator[list[Example]]:
    """All reports and some messages, texts of like length together, in an order that depends on the round alone."""
    shuffled = random.Random(number)
    chosen = [*reports, *shuffled.sample(list(messages), min(MESSAGES_A_ROUND, len(messages)))]
    shuffled.shuffle(chosen)
    many = BATCH * 8
    alike = [sorted(chosen[at : at + many], key=lambda each: len(each.pieces.ids)) for at in range(0, len(chosen), many)]
    batches = [group[at : at + BATCH] for group in alike for at in range(0, len(group), BATCH)]
    shuffled.shuffle(batches)
    yield from batches


def write(model: MarkerModel, folder: Path, *, reports: int) -> None:
    """Write the network, and beside it what it is."""
    folder.mkdir(parents=True, exist_ok=True)
    write_onnx(model, folder / MODEL)
    digest = hashlib.sha256((folder / MODEL).read_bytes()).hexdigest()
    facts = {"sha256": digest, "kinds": CATEGORIES, "platforms": NAMES, "reports": reports, "held_out": HELD_OUT}
    (folder / FACTS).write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Learn the marker and write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where to write it")
    state = parser.add_mutually_exclusive_group(required=True)
    state.add_argument("--state", type=Path, metavar="STATE.pt", help="where to keep the network to go on with")
    state.add_argument("--finish", type=Path, metavar="STATE.pt", help="go on with this one")
    asked = parser.parse_args()
    torch.manual_seed(1 if asked.finish else 0)
    model, tokenizer = MarkerModel(), load_tokenizer()
    reports = [each for path in (files() if asked.finish else learned_from()) for each in of_reports(path, tokenizer)]
    if asked.finish:
        model.load_state_dict(torch.load(asked.finish))
        learn(model, reports, list(of_messages(tokenizer)), rounds=LAST_ROUNDS, step=LAST_STEP)
    else:
        learn(model, reports, list(of_messages(tokenizer)))
        torch.save(model.state_dict(), asked.state)
    write(model, asked.folder, reports=len(reports))


if __name__ == "__main__":
    main()
