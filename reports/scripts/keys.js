// Keys for those who read with the keyboard; the help panel lists them.

const help = document.getElementById("help");
const summaries = () => [...document.querySelectorAll(".card:not([hidden]) > details > summary")]
  .filter((summary) => !summary.closest(".group").hidden);
const current = () => document.activeElement.closest?.(".card");

function step(by) {
  const all = summaries();
  const place = all.indexOf(current()?.querySelector("summary"));
  const next = all[place < 0 ? 0 : place + by];
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function onlyVerdict(place) {
  const chip = filter?.querySelectorAll("input[name=verdict]")[place];
  if (!chip) return;
  for (const other of filter.querySelectorAll("input[name=verdict]")) other.checked = other === chip;
  changed();
}

const KEYS = {
  "/": () => filter?.elements.q.focus(),
  j: () => step(1),
  k: () => step(-1),
  o: () => current()?.querySelector("summary").click(),
  u: () => document.getElementById("unfold")?.click(),
  1: () => onlyVerdict(0),
  2: () => onlyVerdict(1),
  3: () => onlyVerdict(2),
  4: () => onlyVerdict(3),
  0: () => filter && clearFilter(),
  l: nextLanguage,
  "?": () => help.togglePopover(),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hush();
  const isTyping = event.target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
  if (document.querySelector("[popover]:popover-open") && event.key !== "?") return;
  event.preventDefault();
  KEYS[event.key]();
});
