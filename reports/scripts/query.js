// The query language: `verdict:likely_forged lender:小米 -bill "三日内"`.

const filter = document.getElementById("filter");

// Traditional character -> simplified, of those that the messages hold in either form.
const simplified = new Map((filter?.dataset.scripts.match(/../gsu) ?? []).map(([from, to]) => [from, to]));
const traditional = new RegExp(`[${[...simplified.keys()].join("")}]`, "gu");

// As text is compared: links as they were written, not as they are shown, and all in one script.
const plain = (text) => text.toLowerCase().replaceAll("[.]", ".").replaceAll("hxxp", "http")
  .replace(traditional, (character) => simplified.get(character));

// Facet -> value -> what a person may write for it: the value, or its word in any language.
const facets = new Map();
// What a person may write before the colon -> facet.
const keys = new Map(["rule", "from", "to"].map((name) => [name, name]));

for (const part of document.querySelectorAll("[data-facet]")) {
  const name = part.dataset.facet;
  const options = part.querySelectorAll("input[value]");
  keys.set(name, name);
  for (const key of part.dataset.keys.split("|")) keys.set(key.toLowerCase(), name);
  facets.set(name, new Map([...options].map((option) => [
    option.value, plain(`${option.value} ${option.parentElement.querySelector(".word").textContent}`),
  ])));
}
facets.set("lender", new Map(
  [...document.querySelectorAll("#lender-names option")].map((o) => [o.dataset.id, plain(o.value)]),
));

const means = (facet, value, written) => Boolean(facets.get(facet)?.get(value)?.includes(written));

const matchers = {
  verdict: (entry, written) => means("verdict", entry.verdict, written),
  kind: (entry, written) => means("kind", entry.kind, written),
  sender: (entry, written) => means("sender", entry.sender, written) || senderOf(entry).includes(written),
  conduct: (entry, written) => entry.conduct.split(" ").some((id) => means("conduct", id, written)),
  lender: (entry, written) => means("lender", entry.lender, written),
  rule: (entry, written) => sourceOf(entry).match(/"rule-[\w-]+"/g)?.some((id) => id.includes(written)),
  from: (entry, written) => entry.day !== "" && entry.day >= written,
  to: (entry, written) => entry.day !== "" && entry.day.slice(0, written.length) <= written,
  text: (entry, written) => textOf(entry).includes(written),
};

function termsOf(query) {
  const terms = [];
  for (const match of query.matchAll(/(-?)(?:([\p{L}_]+)[:：])?(?:"([^"]*)"|(\S+))/gu)) {
    const [whole, minus, key, quoted, word] = match;
    const facet = key && keys.get(key.toLowerCase());
    const written = plain(facet || quoted !== undefined ? quoted ?? word : whole.slice(minus.length));
    if (!facet && keys.has(written.replace(/[:：]$/, ""))) continue; // being typed
    terms.push({ isExcluded: minus === "-", matches: matchers[facet ?? "text"], written });
  }
  return terms;
}

const sourceOf = (entry) => entry.html || entry.card.innerHTML;

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&#34;": '"', "&#39;": "'", "&nbsp;": " " };

function wordsIn(html) {
  return plain(
    html.replace(/<sup>.*?<\/sup>|<[^>]*>|\u2060|&#8288;/g, "").replace(/&(?:lt|gt|amp|#34|#39|nbsp);/g, (e) => ENTITIES[e]),
  );
}

const partOf = (entry, pattern) => wordsIn(sourceOf(entry).match(pattern)?.[0] ?? "");
const senderOf = (entry) => partOf(entry, /<p class="sender">.*?<\/p>/s);

// What free words are looked for in: the message, who sent it, and the words of its heading.
function textOf(entry) {
  entry.text ||= [
    partOf(entry, /<blockquote class="body">.*?<\/blockquote>/s), senderOf(entry),
    facets.get("lender").get(entry.lender), facets.get("verdict").get(entry.verdict), facets.get("kind").get(entry.kind),
  ].join("\n");
  return entry.text;
}
