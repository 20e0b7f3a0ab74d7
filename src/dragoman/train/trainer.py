"""The trainer: all heads at once, on CPU or GPU, with fixed seeds. Needs the ``train`` extra."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from msgspec import Struct
from torch import Tensor, nn

from dragoman.coder.labels import Labels
from dragoman.train.examples import Example
from dragoman.train.network import JointNetwork, starting_encoder
from dragoman.train.start import begin_from

# Weights of the losses: each chosen so that no head's loss is an order above the triggers' at the start.
LOSS_WEIGHTS = {
    "tags": 0.5,
    "triggers": 1.0,
    "sectors": 0.2,
    "arcs": 1.0,
    "auxiliaries": 2.0,
    "modes": 1.5,
    "contexts": 1.5,
    "acting": 0.25,
    "concerned": 0.25,
}


# The word pieces of all-MiniLM-L6-v2: [MASK], and the last of the special ones, which are never hidden.
MASK, LAST_SPECIAL = 103, 998


class Recipe(Struct, frozen=True, kw_only=True):
    """How to train. Rates are AdamW's, at their peak after a tenth of the steps, then falling to nought.

    ``swapped`` is the share of passages that an epoch reads with other countries in them, ``masked`` the share
    of pieces hidden from the encoder, so that it learns to read an act from its surroundings too.
    """

    epochs: int = 10
    batch: int = 32
    encoder_rate: float = 3e-4
    head_rate: float = 1e-3
    swapped: float = 0.5
    masked: float = 0.12
    dropout: float = 0.2
    seed: int = 20250622


def train(
    examples: Callable[[int], Sequence[Example]],
    labels: Labels,
    recipe: Recipe,
    report: Callable[[str], None] = print,
    start: Path | None = None,
) -> JointNetwork:
    """Train a network and give it back in evaluation mode, on the CPU.

    ``examples`` gives those of each epoch, counted from 0: always as many. ``start`` is the folder of a model to
    begin from instead of the bare encoder.
    """
    random.seed(recipe.seed)
    np.random.seed(recipe.seed)
    torch.manual_seed(recipe.seed)
    encoder, width = starting_encoder()
    # The word vectors stay as they came: the corpus is small, and rare names must not drift from their kin.
    for parameter in encoder.embeddings.parameters():
        parameter.requires_grad_(False)
    network = JointNetwork(encoder, labels, width, recipe.dropout)
    if start:
        begin_from(network, labels, start)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device).train()
    body = [p for name, p in network.named_parameters() if name.startswith("encoder.") and p.requires_grad]
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": recipe.encoder_rate}, {"params": heads, "lr": recipe.head_rate}],
        weight_decay=0.01,
    )
    current = examples(0)
    steps = recipe.epochs * -(-len(current) // recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.0, 1 - step / steps)
    )
    shuffler = random.Random(recipe.seed)
    for epoch in range(recipe.epochs):
        started, total = time.perf_counter(), 0.0
        current = examples(epoch) if epoch else current
        for batch in _batches(current, recipe.batch, shuffler):
            with torch.autocast(device.type, dtype=torch.bfloat16):
                ids, mask = pad([example.ids for example in batch])
                ids[(torch.rand(ids.shape) < recipe.masked) & (ids > LAST_SPECIAL)] = MASK
                tokens, arcs = network(ids.to(device), mask.to(device))
            loss = _loss(tokens.float(), arcs.float(), batch, labels)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach()) * len(batch)
        report(f"epoch {epoch + 1}: loss {total / len(current):.4f}, {time.perf_counter() - started:.0f} s")
    network.to("cpu").eval()
    return network


def pad(rows: Sequence[np.ndarray]) -> tuple[Tensor, Tensor]:
    """Rows of piece ids as one matrix with zeros behind, and its mask; both (rows, longest)."""
    longest = max(len(row) for row in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.int64)
    mask = torch.zeros(len(rows), longest, dtype=torch.int64)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.from_numpy(row)
        mask[i, : len(row)] = 1
    return ids, mask


def _batches(examples: Sequence[Example], size: int, shuffler: random.Random) -> list[list[Example]]:
    """Shuffled batches of passages of like length, so that little is spent on padding."""
    order = sorted(examples, key=lambda example: len(example.ids) + shuffler.uniform(0, 16))
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    shuffler.shuffle(batches)
    return batches


def _loss(tokens: Tensor, arcs: Tensor, batch: Sequence[Example], labels: Labels) -> Tensor:
    device = tokens.device
    longest = tokens.shape[1]
    slices = labels.slices

    def classes(name: str, fill: int = -1) -> Tensor:
        target = np.full((len(batch), longest), fill, dtype=np.int64)
        for i, example in enumerate(batch):
            row = getattr(example, name)
            target[i, : len(row)] = row
        return torch.from_numpy(target).to(device)

    total = torch.zeros((), device=device)
    for head in ("tags", "triggers", "sectors"):
        target = classes(head)
        logits = tokens[..., slices[head]].reshape(-1, len(labels.heads[head]))
        if (target >= 0).any():
            total = total + LOSS_WEIGHTS[head] * nn.functional.cross_entropy(
                logits, target.reshape(-1), ignore_index=-1
            )
    total = total + _part_loss(tokens, batch, labels)
    rows = [
        (i, piece, codes)
        for i, example in enumerate(batch)
        for span, codes in example.events
        for piece in span
    ]
    if not rows:
        return total
    at = tokens[torch.tensor([r[0] for r in rows]), torch.tensor([r[1] for r in rows])]
    for head in ("auxiliaries", "modes", "contexts"):
        target = torch.zeros(len(rows), len(labels.heads[head]))
        weight = torch.ones_like(target)
        for i, (_, _, codes) in enumerate(rows):
            target[i, list(codes[head])] = 1
            if head == "modes":
                # Only the modes of the event's own type are a question at all.
                weight[i] = 0
                weight[i, list(codes["choices"])] = 1
        loss = nn.functional.binary_cross_entropy_with_logits(
            at[:, slices[head]], target.to(device), weight.to(device), reduction="sum"
        )
        total = total + LOSS_WEIGHTS[head] * loss / len(rows) / 4
    return total + LOSS_WEIGHTS["arcs"] * _arc_loss(arcs, batch)


def _part_loss(tokens: Tensor, batch: Sequence[Example], labels: Labels) -> Tensor:
    """Every piece of an actor mention is a yes or a no for each type: does it act so, is it acted on so."""
    rows = [
        (i, piece, part) for i, example in enumerate(batch) for span, *part in example.parts for piece in span
    ]
    total = torch.zeros((), device=tokens.device)
    if not rows:
        return total
    at = tokens[torch.tensor([r[0] for r in rows]), torch.tensor([r[1] for r in rows])]
    for k, head in enumerate(("acting", "concerned")):
        target = torch.zeros(len(rows), len(labels.heads[head]))
        for i, (_, _, part) in enumerate(rows):
            target[i, list(part[k])] = 1
        loss = nn.functional.binary_cross_entropy_with_logits(
            at[:, labels.slices[head]], target.to(tokens.device), reduction="sum"
        )
        total = total + LOSS_WEIGHTS[head] * loss / len(rows)
    return total


def _arc_loss(arcs: Tensor, batch: Sequence[Example]) -> Tensor:
    """Every pair of a trigger's piece and a mention's piece is a yes or a no for each role."""
    wanted: list[Tensor] = []
    target: list[Tensor] = []
    for i, example in enumerate(batch):
        columns = sorted({piece for span in example.mentions for piece in span})
        if not columns:
            continue
        place = {piece: k for k, piece in enumerate(columns)}
        for trigger, _ in example.events:
            truth = torch.zeros(len(trigger), len(columns), arcs.shape[-1])
            for span, argument, role in example.arcs:
                if span == trigger:
                    truth[:, [place[piece] for piece in argument], role] = 1
            wanted.append(arcs[i][list(trigger)][:, columns].reshape(-1))
            target.append(truth.reshape(-1))
    if not wanted:
        return torch.zeros((), device=arcs.device)
    return (
        nn.functional.binary_cross_entropy_with_logits(torch.cat(wanted), torch.cat(target).to(arcs.device))
        * 4
    )
