// What pages do beyond links and forms: tips on figures, lit places, charts.
"use strict";

// A figure's meaning, on hover, focus or tap.
const tip = document.getElementById("tip");
function showTip(mark) {
  tip.replaceChildren();
  const name = document.createElement("b");
  name.textContent = mark.dataset.name || "（未识别指标）";
  tip.append(name, mark.dataset.value, document.createElement("br"), mark.dataset.more.replace(/\s+/g, " ").trim());
  tip.hidden = false;
  const box = mark.getBoundingClientRect();
  const below = box.bottom + tip.offsetHeight + 12 < window.innerHeight;
  tip.style.top = `${below ? box.bottom + 6 : box.top - tip.offsetHeight - 6}px`;
  tip.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - tip.offsetWidth - 8))}px`;
}
if (tip) {
  for (const name of ["mouseover", "focusin"]) {
    document.addEventListener(name, (event) => {
      const mark = event.target.closest && event.target.closest("mark[data-value]");
      if (mark) showTip(mark); else tip.hidden = true;
    });
  }
  document.addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") tip.hidden = true; });
}

// All places of a finding are lit together, so that both sides of a contradiction are seen.
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest(".places a");
  if (!link) return;
  document.querySelectorAll(".lit").forEach((mark) => mark.classList.remove("lit"));
  for (const other of link.closest(".places").querySelectorAll("a")) {
    const place = document.getElementById(other.hash.slice(1));
    if (place) place.classList.add("lit");
  }
});

// Charts: data stands in the page as JSON, the kind in data-chart.
const CHARTS = {
  bands: (data) => ({
    legend: { top: 4 }, grid: { top: 44, left: 50, right: 40, bottom: 32 }, tooltip: { trigger: "axis" },
    xAxis: { type: "category", data: data.bands, name: "%" }, yAxis: { type: "value", minInterval: 1 },
    series: Object.entries(data.years).map(([year, counts]) => ({ name: year, type: "bar", data: counts })),
  }),
  compare: (data) => {
    const single = data.years.length === 1;
    const names = data.series.map((one) => one.name);
    return {
      legend: single ? undefined : { type: "scroll", top: 4, left: 10, right: 10 },
      tooltip: { trigger: single ? "item" : "axis" },
      grid: { top: single ? 40 : 66, left: 80, right: 30, bottom: single ? 110 : 32 },
      xAxis: single
        ? { type: "category", data: names, axisLabel: { rotate: 30, interval: 0, width: 120, overflow: "truncate" } }
        : { type: "category", data: data.years.map(String) },
      yAxis: { type: "value", name: data.unit, scale: !single },
      series: single
        ? [{ type: "bar", data: data.series.map((one) => one.data[0]) }]
        : data.series.map((one) => ({ name: one.name, type: "line", data: one.data })),
    };
  },
};
// Told apart on light and on dark paper, in the order of the series.
const COLOURS = {
  light: ["#0b5cad", "#c77700", "#2e7d32", "#b3261e", "#7048c6", "#0f8b8d", "#7a5c00", "#ad1457"],
  dark: ["#79b8ff", "#f0c05a", "#a3d977", "#ff8f87", "#c5a5ff", "#5fd3bc", "#e6d96b", "#f48fb1"],
};
function drawCharts() {
  if (typeof echarts === "undefined") return;
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  for (const place of document.querySelectorAll(".chart")) {
    const source = place.querySelector("script[type='application/json']");
    if (!source) continue;
    const data = JSON.parse(source.textContent);
    const chart = echarts.init(place, dark ? "dark" : null);
    chart.setOption({ backgroundColor: "transparent", animation: false, color: COLOURS[dark ? "dark" : "light"], ...CHARTS[place.dataset.chart](data) });
    window.addEventListener("resize", () => chart.resize());
    chart.on("click", (point) => { if (point.data && point.data.place) window.location.href = point.data.place; });
    const save = document.querySelector("[data-save-chart]");
    if (save) save.addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = chart.getDataURL({ pixelRatio: 2, backgroundColor: "#fff" });
      link.download = save.dataset.saveChart;
      link.click();
    });
  }
}
document.addEventListener("DOMContentLoaded", drawCharts);

// The queue of findings by keyboard: j and k move, the letters on the buttons settle.
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const queue = [...document.querySelectorAll(".queue .finding")];
  if (!queue.length) return;
  const at = queue.findIndex((one) => one.contains(document.activeElement));
  if (event.key === "j" || event.key === "k") {
    const next = queue[Math.max(0, Math.min(queue.length - 1, at + (event.key === "j" ? 1 : -1)))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  } else if (at >= 0 && event.key === "n") {
    queue[at].querySelector("input[name=note]").focus();
    event.preventDefault();
  } else if (at >= 0) {
    const button = queue[at].querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
    if (button) button.click();
  }
});

// Corrections: the form of a figure, or of a selected stretch of text, in a dialog over the page.
const dialog = document.getElementById("dialog");
async function openDialog(address) {
  const body = document.getElementById("dialog-body");
  await htmx.ajax("GET", address, { target: body, swap: "innerHTML" });
  if (tip) tip.hidden = true;
  if (!dialog.open) dialog.showModal();
  const first = body.querySelector("input:not([type=hidden]), select");
  if (first) first.focus();
}
if (dialog) {
  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("a[data-dialog]");
    if (link) {
      event.preventDefault();
      if (String(window.getSelection())) return; // the figure is being selected, not opened
      openDialog(link.getAttribute("href"));
    } else if (event.target === dialog || event.target.closest("#dialog .cancel")) {
      event.preventDefault();
      dialog.close();
    }
  });
}

// A selection inside one paragraph or cell can be a figure that was missed. Offsets are counted
// in characters as the database does, not in the two halves that JavaScript makes of some.
const missed = document.getElementById("missed");
function selectedPlace() {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const element = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
  const block = element(range.startContainer).closest("[data-at]");
  if (!block || block !== element(range.endContainer).closest("[data-at]")) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = Number(block.dataset.at) + [...before.toString()].length;
  return { start, end: start + [...range.toString()].length, box: range.getBoundingClientRect() };
}
if (missed) {
  document.addEventListener("selectionchange", () => {
    const place = selectedPlace();
    missed.hidden = !place || place.end - place.start > 60;
    if (missed.hidden) return;
    missed.style.top = `${Math.max(4, place.box.top - 40)}px`;
    missed.style.left = `${Math.max(4, Math.min(place.box.left, window.innerWidth - 150))}px`;
    missed.dataset.place = `start=${place.start}&end=${place.end}`;
  });
  missed.addEventListener("mousedown", (event) => event.preventDefault());
  missed.addEventListener("click", () => {
    window.getSelection().removeAllRanges();
    openDialog(`${missed.dataset.address}?${missed.dataset.place}`);
  });
}
