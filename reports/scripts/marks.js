// A mark in a text tells what it stands for when it is hovered, focused or tapped.

const tip = document.createElement("span");
tip.className = "tip";
tip.id = "tip";
tip.setAttribute("role", "tooltip");
let marked = null;
let hiding = 0;

function tell(mark) {
  clearTimeout(hiding);
  if (mark === marked) return;
  hush();
  const inside = mark.closest(".inside");
  const card = mark.closest(".card").id;
  const signs = mark.dataset.signs.split(" ").map((number) => document.getElementById(`${card}-e${number}`));
  tip.replaceChildren(...signs.map((sign) => {
    const part = document.createElement("span");
    const title = document.createElement("strong");
    title.append(`${sign.value}. `, ...sign.querySelector("strong").cloneNode(true).childNodes);
    part.append(title);
    const reason = sign.querySelector(".sign-title + p, .sign-title + [data-again] p");
    // Several signs at one place: their names; the reasons stand below.
    if (reason && signs.length < 3) part.append(" ", ...reason.cloneNode(true).childNodes);
    return part;
  }));
  inside.append(tip);
  const lines = mark.getClientRects();
  const base = inside.getBoundingClientRect();
  const left = Math.min(lines[0].left - base.left, base.width - tip.offsetWidth - 16);
  tip.style.left = `${Math.max(16, left)}px`;
  tip.style.top = `${lines[lines.length - 1].bottom - base.top + 4}px`;
  mark.setAttribute("aria-describedby", "tip");
  marked = mark;
}

function hush() {
  clearTimeout(hiding);
  marked?.removeAttribute("aria-describedby");
  marked = null;
  tip.remove();
}

const markAt = (event) => event.target.closest?.(".mk");
const hushSoon = () => { hiding = setTimeout(hush, 200); };
let isTouch = false;

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  if (markAt(event)) tell(markAt(event));
  else if (event.target.closest?.(".tip")) clearTimeout(hiding);
});
document.addEventListener("pointerout", (event) => {
  if (event.pointerType !== "touch" && (markAt(event) || event.target.closest?.(".tip"))) hushSoon();
});
document.addEventListener("focusin", (event) => { if (markAt(event)) tell(markAt(event)); else hush(); });
document.addEventListener("pointerdown", (event) => { isTouch = event.pointerType === "touch"; });
// The first tap tells; a second one goes to the reasons below.
document.addEventListener("click", (event) => {
  const mark = markAt(event);
  if (!mark) {
    hush();
  } else if (isTouch && mark !== tapped) {
    event.preventDefault();
    tell(mark);
  } else {
    hush();
  }
  tapped = mark;
});
let tapped = null;
