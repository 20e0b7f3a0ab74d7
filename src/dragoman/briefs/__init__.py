"""Briefs: how two countries get along, every statement tied to the sentence it came from."""

from dragoman.briefs.brief import Brief, Group, Reference, Row, Section, Statement
from dragoman.briefs.compose import compose
from dragoman.briefs.html import render_html
from dragoman.briefs.markdown import render_markdown

__all__ = [
    "Brief",
    "Group",
    "Reference",
    "Row",
    "Section",
    "Statement",
    "compose",
    "render_html",
    "render_markdown",
]
