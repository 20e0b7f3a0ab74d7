"""Briefs: how two countries get along, every statement tied to the sentence it came from."""

from dragoman.briefs.brief import Brief, Group, Reference, Row, Section, Statement, Turn
from dragoman.briefs.compose import compose, excerpt
from dragoman.briefs.html import render_html
from dragoman.briefs.markdown import render_markdown
from dragoman.briefs.pdf import render_pdf

__all__ = [
    "Brief",
    "Group",
    "Reference",
    "Row",
    "Section",
    "Statement",
    "Turn",
    "compose",
    "excerpt",
    "render_html",
    "render_markdown",
    "render_pdf",
]
