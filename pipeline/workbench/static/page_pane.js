// The page of a PDF beside the text: leafed through, and opened at the figure that is chosen.
"use strict";

const pane = document.querySelector(".page-pane");
const field = pane.querySelector("input");
const image = pane.querySelector("img");
const boxed = pane.querySelector(".boxed");

// The image, scrolled to where the server says the figure is.
let asked = 0;
async function load(address) {
  const number = ++asked;
  const answer = await fetch(address);
  if (number !== asked) return; // another page was asked for since
  if (!answer.ok) { boxed.textContent = "这一页无法绘出。"; return; }
  const place = (answer.headers.get("X-Figure-Place") || "0 0").split(" ").map(Number);
  const old = image.src;
  image.src = URL.createObjectURL(await answer.blob());
  if (old.startsWith("blob:")) URL.revokeObjectURL(old);
  await image.decode();
  const view = image.parentElement;
  view.scrollTop = place[1] * image.height - view.clientHeight / 2;
  view.scrollLeft = place[0] * image.width - view.clientWidth / 2;
}
function showPage(number, mark) {
  const page = Math.max(1, Math.min(Number(pane.dataset.pages), number || 1));
  field.value = page;
  const id = mark && mark.id.slice(1);
  load(`${pane.dataset.image}?${id ? `quantity=${id}` : `page=${page}`}`);
  image.alt = `原文件第 ${page} 页${mark ? `，${mark.textContent} 用红框标出` : ""}`;
  boxed.replaceChildren();
  if (!mark) return;
  const correct = mark.querySelector("a").cloneNode(true);
  correct.textContent = "更正";
  boxed.append(`${mark.textContent} `, correct);
}
function showFigure(mark) {
  document.querySelectorAll("mark.shown").forEach((one) => one.classList.remove("shown"));
  mark.classList.add("shown");
  showPage(Number(mark.dataset.page), mark);
}

pane.addEventListener("click", (event) => {
  const step = event.target.dataset.step;
  if (step) showPage(Number(field.value) + Number(step));
});
field.addEventListener("change", () => showPage(Number(field.value)));
// A figure is shown on its page; it is corrected from there, or with the page put away.
document.querySelector("article.text").addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-page]");
  if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  showFigure(mark);
});
function showTarget() {
  const mark = document.querySelector("mark:target[data-page]");
  if (mark) showFigure(mark);
}
for (const name of ["hashchange", "load"]) window.addEventListener(name, showTarget);
