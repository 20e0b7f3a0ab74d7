"""Charts as Vega-Lite specifications: the same in a page, a notebook and a file."""

from dragoman.charts.calendar import calendar_chart
from dragoman.charts.chart import Chart
from dragoman.charts.compare import compare_chart
from dragoman.charts.drawing import FORMATS, save, svg
from dragoman.charts.mix import mix_chart
from dragoman.charts.relation import Turn, relation_chart, shown_shifts

__all__ = [
    "FORMATS",
    "Chart",
    "Turn",
    "calendar_chart",
    "compare_chart",
    "mix_chart",
    "relation_chart",
    "save",
    "shown_shifts",
    "svg",
]
