"""What a mention resolves to, with the reason."""

from __future__ import annotations

from msgspec import Struct


class Resolution(Struct, frozen=True, kw_only=True):
    """Who an actor mention stands for, in PLOVER's codes.

    ``code`` is an ISO 3166 alpha-3 code or IGO, UNO, EUR, NGO, ISM, IMG, MNC; ``country`` the state it belongs
    to (the code itself for bodies of no state); ``sector`` PLOVER's three letters. ``name`` and ``office``
    are those of a person, or the usual English name of a territory or an organisation. ``confidence`` runs
    from 0 to 1; ``why`` says in a sentence what the resolution rests on. What the words and their
    surroundings do not tell is ``None``; ``why`` then says what is missing. ``via`` are the earlier words that a
    pronoun or a description was read by, as spans of the text (characters, end-exclusive), nearest first: the
    chain from "he" over "the premier" to the name.
    """

    code: str | None = None
    country: str | None = None
    sector: str | None = None
    name: str | None = None
    office: str | None = None
    confidence: float = 0.0
    why: str
    identifier_id: str | None = None
    via: tuple[tuple[int, int], ...] = ()

    @property
    def resolved(self) -> bool:
        """Whether it is known whom the mention belongs to."""
        return self.code is not None
