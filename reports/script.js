// Unpacks cards, filters them, keeps language and filter in the address, unfolds for print.
// Without it the page still reads.
"use strict";
(() => {
  const cards = [...document.querySelectorAll(".card")];
  const groups = [...document.querySelectorAll(".group")];
  const languages = [...document.querySelectorAll("input[name=ui]")];
  const filter = document.getElementById("filter");
  const boxes = (name) => (filter ? [...filter.querySelectorAll(`input[name=${name}]`)] : []);
  const chosen = (name) => boxes(name).filter((box) => box.checked).map((box) => box.value);

  // Few cards are unpacked at once, so that the browser's own search finds everything in them.
  const FEW = 300;

  function unpack(card) {
    const packed = card.querySelector("noscript");
    if (!packed) return;
    const parsed = document.createElement("template");
    parsed.innerHTML = packed.textContent;
    packed.replaceWith(parsed.content);
  }

  const words = new Map();
  function wordsOf(card) {
    if (!words.has(card)) words.set(card, card.textContent.replace(/<[^>]*>/g, "").toLowerCase());
    return words.get(card);
  }

  function speak() {
    const language = languages.find((radio) => radio.checked);
    document.documentElement.lang = language.value;
    document.title = language.dataset.title;
  }

  function select() {
    const verdicts = new Set(chosen("verdict"));
    const kinds = new Set(chosen("kind"));
    const wanted = filter.elements.q.value.trim().toLowerCase();
    let shown = 0;
    for (const card of cards) {
      const visible = verdicts.has(card.dataset.verdict) && kinds.has(card.dataset.kind)
        && (!wanted || wordsOf(card).includes(wanted));
      card.hidden = !visible;
      shown += visible ? 1 : 0;
    }
    for (const group of groups) group.hidden = !group.querySelector(".card:not([hidden])");
    document.getElementById("shown").value = shown;
  }

  // The address keeps language and filter, so that a reload or a bookmark shows the same.
  function remember() {
    const state = new URLSearchParams();
    state.set("lang", languages.find((radio) => radio.checked).value);
    for (const name of ["verdict", "kind"]) {
      if (boxes(name).some((box) => !box.checked)) state.set(name, chosen(name).join(","));
    }
    if (filter && filter.elements.q.value) state.set("q", filter.elements.q.value);
    history.replaceState(null, "", `#${state}`);
  }

  function recall() {
    if (!location.hash.includes("=")) return;
    const state = new URLSearchParams(location.hash.slice(1));
    for (const radio of languages) if (radio.value === state.get("lang")) radio.checked = true;
    for (const name of ["verdict", "kind"]) {
      if (!state.has(name)) continue;
      const values = new Set(state.get(name).split(","));
      for (const box of boxes(name)) box.checked = values.has(box.value);
    }
    if (!filter) return;
    filter.elements.q.value = state.get("q") ?? "";
    filter.querySelector("details").open = state.has("verdict") || state.has("kind");
  }

  // A link to a card or to a sign in it must not lead to something folded or filtered out.
  function reveal() {
    const [, id] = location.hash.match(/^#(m\d+)(-e\d+)?$/) ?? [];
    const card = id && document.getElementById(id);
    if (!card) return;
    unpack(card);
    card.hidden = false;
    card.closest(".group").hidden = false;
    card.querySelector("details").open = true;
    document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: "nearest" });
  }

  function changed() {
    speak();
    if (filter) select();
    remember();
  }

  if (cards.length <= FEW) cards.forEach(unpack);
  document.addEventListener("toggle", (event) => {
    const card = event.target.closest?.(".card");
    if (card) unpack(card);
  }, true);
  recall();
  speak();
  for (const radio of languages) radio.addEventListener("change", changed);
  if (filter) {
    filter.hidden = false;
    select();
    filter.addEventListener("input", changed);
    filter.addEventListener("submit", (event) => event.preventDefault());
    const unfold = document.getElementById("unfold");
    unfold.addEventListener("click", () => {
      const open = unfold.getAttribute("aria-expanded") !== "true";
      unfold.setAttribute("aria-expanded", String(open));
      for (const card of cards) if (!card.hidden) card.querySelector("details").open = open;
    });
  }
  reveal();
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => {
    cards.forEach(unpack);
    for (const details of document.querySelectorAll("details:not([open])")) {
      details.open = true;
      details.dataset.unfolded = "";
    }
  });
  addEventListener("afterprint", () => {
    for (const details of document.querySelectorAll("details[data-unfolded]")) {
      details.open = false;
      delete details.dataset.unfolded;
    }
  });
})();
