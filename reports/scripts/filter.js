// Chips, fields and the query narrow together; the address keeps them, so that a reload, a bookmark or
// a link to "these messages" shows the same.

const fields = filter ? [...filter.elements].filter((field) => field.name) : [];

function chosen() {
  const state = new URLSearchParams();
  for (const [name, value] of filter ? new FormData(filter) : []) {
    const isUsual = !value || (name === "sort" && value === "urgent");
    if (!isUsual) state.set(name, state.has(name) ? `${state.get(name)},${value}` : value);
  }
  return state;
}

function predicate(state) {
  const terms = termsOf(state.get("q") ?? "");
  const among = (name) => state.has(name) && new Set(state.get(name).split(","));
  const [verdicts, kinds, senders, conducts] = ["verdict", "kind", "sender", "conduct"].map(among);
  const lender = plain(state.get("lender") ?? "");
  const isNamed = [...facets.get("lender").values()].includes(lender);
  const lenders = lender && new Set([...facets.get("lender")].flatMap(
    ([id, name]) => ((isNamed ? name === lender : name.includes(lender)) ? [id] : []),
  ));
  const [from, to, campaign] = ["from", "to", "campaign"].map((name) => state.get(name));
  return (entry) => (!verdicts || verdicts.has(entry.verdict))
    && (!kinds || kinds.has(entry.kind))
    && (!senders || senders.has(entry.sender))
    && (!conducts || entry.conduct.split(" ").some((id) => conducts.has(id)))
    && (!lenders || lenders.has(entry.lender))
    && (!campaign || entry.campaign === campaign)
    && (!from || matchers.from(entry, from))
    && (!to || matchers.to(entry, to))
    && terms.every(({ isExcluded, matches, written }) => Boolean(matches(entry, written)) !== isExcluded);
}

const ORDERS = {
  newest: (a, b) => (b.ms || 0) - (a.ms || 0),
  oldest: (a, b) => (a.ms || 0) - (b.ms || 0),
};

function select() {
  load();
  const state = chosen();
  const wanted = predicate(state);
  let shown = 0;
  for (const list of lists) shown += show(list, wanted, ORDERS[state.get("sort")]);
  document.getElementById("shown").value = shown;
  document.getElementById("nothing").hidden = shown > 0;
  filter.querySelector("[data-clear]").hidden = [...state.keys()].every((name) => name === "sort");
}

function remember() {
  const state = chosen();
  state.set("lang", language().value);
  history.replaceState(null, "", `#${state}`);
}

// Returns whether the address holds a state.
function recall() {
  if (!location.hash.includes("=")) return false;
  const state = new URLSearchParams(location.hash.slice(1));
  for (const radio of languages) if (radio.value === state.get("lang")) radio.checked = true;
  for (const field of fields) {
    const value = state.get(field.name) ?? (field.name === "sort" ? "urgent" : "");
    if (["checkbox", "radio"].includes(field.type)) field.checked = value.split(",").includes(field.value);
    else field.value = value;
  }
  const inWords = new Set(["lang", "q", "sort"]);
  if (filter && [...state.keys()].some((name) => !inWords.has(name))) filter.querySelector("details").open = true;
  return true;
}

function changed() {
  speak();
  for (const list of lists) list.limit = PAGE;
  if (filter) select();
  remember();
}

function clearFilter() {
  filter.reset();
  for (const field of fields) if (field.type === "hidden") field.value = "";
  changed();
}
