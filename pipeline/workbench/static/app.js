// What pages do beyond links and forms: tips on figures, lit places, the queue, corrections.
"use strict";

// A figure's meaning, on hover, focus or tap.
const tip = document.getElementById("tip");
function showTip(mark) {
  tip.replaceChildren();
  const name = document.createElement("b");
  name.textContent = mark.dataset.name || "（未识别指标）";
  tip.append(name, mark.dataset.value, document.createElement("br"), mark.dataset.more.replace(/\s+/g, " ").trim());
  if (mark.dataset.formula) tip.append(document.createElement("br"), mark.dataset.formula);
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

// Where there is no pointer to hover with, the first tap on a figure shows what it means.
let tapped = null;
document.addEventListener("click", (event) => {
  const mark = tip && event.target.closest && event.target.closest("mark[data-value]");
  if (!mark) { tapped = null; return; }
  if (mark === tapped || window.matchMedia("(hover: hover)").matches) return;
  tapped = mark;
  event.preventDefault();
  event.stopImmediatePropagation();
  showTip(mark);
});

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

// A link to the same page in another guise keeps the place.
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a[data-keep-hash]");
  if (link) link.hash = window.location.hash;
});

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
    if (link && event.defaultPrevented) return; // shown on its page instead
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

// Pickers: the list thinned out by what is typed, and what is ticked said in the head.
document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-thin]")) return;
  const words = event.target.value.trim();
  for (const label of event.target.parentElement.querySelectorAll("label")) {
    label.hidden = words !== "" && !label.textContent.includes(words);
  }
});
document.addEventListener("change", (event) => {
  const picker = event.target.closest && event.target.closest("[data-picker]");
  if (!picker || event.target.type !== "checkbox") return;
  const names = [...picker.querySelectorAll("input:checked")].map((box) => box.parentElement.textContent.trim());
  const head = picker.querySelector("[data-none]");
  head.textContent = names.length ? names.slice(0, 2).join("、") + (names.length > 2 ? ` 等 ${names.length} 项` : "") : head.dataset.none;
});
document.addEventListener("click", (event) => {
  for (const picker of document.querySelectorAll("[data-picker][open]")) {
    if (!picker.contains(event.target)) picker.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  const picker = event.key === "Escape" && event.target.closest && event.target.closest("[data-picker][open]");
  if (!picker) return;
  picker.open = false;
  picker.querySelector("summary").focus();
});
