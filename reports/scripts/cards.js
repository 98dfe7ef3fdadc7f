// The cards: unpacked when they are opened, made from their page when they are shown.
// Without the script every card stands in the page, unfolded by hand.

// Few cards are unpacked at once, so that the browser's own search finds everything in them.
const FEW = 300;
const PAGE = 100;

// One entry a message: its card, or the HTML of a card that is not in the page yet.
function entryOf(opening, card, html) {
  const entry = { card, html, text: "" };
  for (const [, name, value] of opening.matchAll(/ (?:data-)?(\w+)="([^"]*)"/g)) entry[name] = value;
  entry.day = entry.time.slice(0, 10);
  entry.ms = Date.parse(entry.time);
  return entry;
}

const openingOf = (html) => html.slice(0, html.indexOf(">"));

const lists = [...document.querySelectorAll(".group")].map((group) => ({
  group,
  entries: [...group.querySelectorAll(".card")].map((card) => entryOf(openingOf(card.outerHTML), card, "")),
  more: group.querySelector(".more"),
  limit: PAGE,
}));

const cardsInPage = () => lists.flatMap(({ entries }) => entries).filter((e) => e.card).map((e) => e.card);

// Reads the pages of cards that wait in the file; done when they are first needed.
function load() {
  for (const { group, entries } of lists) {
    for (const page of group.querySelectorAll("noscript.page")) {
      for (const html of page.textContent.split(/(?=<article )/).slice(1)) {
        entries.push(entryOf(openingOf(html), null, html));
      }
      page.remove();
    }
  }
}

// Puts there what many cards say and stands in the page once.
const phrases = document.getElementById("phrases").content;

function repeat(part) {
  for (const place of part.querySelectorAll("[data-again]")) {
    const said = phrases.getElementById(place.dataset.again) ?? document.getElementById(place.dataset.again);
    if (said) place.replaceChildren(...said.cloneNode(true).childNodes);
  }
}

// Links that narrow the list are links only where a script can follow them.
function enliven(part) {
  for (const link of part.querySelectorAll("[data-narrow]")) {
    link.href = `#${link.dataset.narrow}`;
    link.parentElement.hidden = false;
  }
}

function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  repeat(template.content);
  enliven(template.content);
  tellTimes(template.content);
  return template.content;
}

function unpack(part) {
  const packed = part.querySelector("noscript");
  if (packed) packed.replaceWith(parsed(packed.textContent));
}

function cardOf(entry) {
  if (!entry.card) {
    entry.card = parsed(entry.html).querySelector(".card");
    entry.html = "";
  }
  return entry.card;
}

// Shows the first entries of a list that are wanted, in the order that is wanted.
function show(list, wanted, order) {
  const found = list.entries.filter(wanted);
  if (order) found.sort(order);
  const shown = found.slice(0, list.limit).map(cardOf);
  const isShown = new Set(shown);
  for (const { card } of list.entries) if (card) card.hidden = !isShown.has(card);
  const there = [...list.group.querySelectorAll(":scope > .card:not([hidden])")];
  if (shown.some((card, place) => card !== there[place])) {
    for (const card of shown) list.group.insertBefore(card, list.more);
  }
  list.group.hidden = found.length === 0;
  if (list.more) list.more.hidden = found.length <= list.limit;
  return found.length;
}

// A link must not lead to something folded, filtered out or not in the page yet.
function reveal() {
  const target = decodeURIComponent(location.hash.slice(1));
  if (!target || target.includes("=")) return;
  const [id] = target.match(/^m\d+/) ?? [];
  if (id && !document.getElementById(id)) load();
  const list = id && lists.find(({ entries }) => entries.some((entry) => entry.id === id));
  if (list) {
    const card = cardOf(list.entries.find((entry) => entry.id === id));
    if (!card.isConnected) list.group.insertBefore(card, list.more);
    card.hidden = list.group.hidden = false;
    card.querySelector("details").open = true;
    unpack(card);
  }
  const element = document.getElementById(target);
  for (let part = element; part; part = part.parentElement) if (part.matches("details")) part.open = true;
  element?.scrollIntoView({ block: "nearest" });
}
