// Drag over the line of a pair to choose a span: the address says it, the page answers. Without this file the same span
// is written into the form. Each period of the drawing is a link that knows its first and last day.
"use strict";
(() => {
  const spanOf = (link) => {
    const asked = new URL(link.getAttribute("href"), location.href).searchParams;
    return [asked.get("from"), asked.get("to")];
  };

  const prepare = (figure) => {
    if (figure.dataset.ready) return;
    figure.dataset.ready = "yes";
    figure.classList.add("brushing");
    let began = null;

    const links = () => [...figure.querySelectorAll("svg.chart a[href*='from=']")].filter((link) => link.getBoundingClientRect().width);
    const at = (x) => {
      let best = null;
      let least = Infinity;
      for (const link of links()) {
        const box = link.getBoundingClientRect();
        const away = x < box.left ? box.left - x : x > box.right ? x - box.right : 0;
        if (away < least) { least = away; best = link; }
      }
      return best;
    };
    const between = (one, other) => {
      const all = links();
      const [first, last] = [all.indexOf(one), all.indexOf(other)].sort((a, b) => a - b);
      return all.slice(first, last + 1);
    };
    const paint = (chosen) => {
      for (const path of figure.querySelectorAll("path.brushed")) path.classList.remove("brushed");
      for (const link of chosen) link.querySelector("path").classList.add("brushed");
    };

    figure.addEventListener("dragstart", (event) => event.preventDefault());
    figure.addEventListener("pointerdown", (event) => {
      if (event.button === 0 && event.target.closest("svg.chart")) began = { x: event.clientX, link: at(event.clientX), moved: false };
    });
    figure.addEventListener("pointermove", (event) => {
      if (!began || !began.link) return;
      if (Math.abs(event.clientX - began.x) > 6) began.moved = true;
      if (began.moved) paint(between(began.link, at(event.clientX)));
    });
    addEventListener("pointerup", (event) => {
      const start = began;
      began = null;
      if (!start || !start.moved || !start.link) return;
      const chosen = between(start.link, at(event.clientX));
      figure.addEventListener("click", (click) => { click.preventDefault(); click.stopPropagation(); }, { capture: true, once: true });
      const address = new URL(location.href);
      address.searchParams.set("from", spanOf(chosen[0])[0]);
      address.searchParams.set("to", spanOf(chosen[chosen.length - 1])[1]);
      address.searchParams.delete("by");
      location.assign(address);
    });
  };

  const all = () => document.querySelectorAll("[data-brush]").forEach(prepare);
  document.addEventListener("DOMContentLoaded", all);
  document.addEventListener("htmx:afterSettle", all);
})();
