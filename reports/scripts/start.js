// Puts everything to work.

repeat(document);
enliven(document);
if (cardsInPage().length <= FEW && !document.querySelector("noscript.page")) cardsInPage().forEach(unpack);

document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("details") && event.target.open) unpack(event.target);
}, true);
for (const radio of languages) radio.addEventListener("change", () => { speak(); remember(); });

const isRecalled = recall();
speak();

if (filter) {
  filter.hidden = false;
  if (isRecalled) select();
  for (const list of lists) {
    if (!list.more) continue;
    list.more.hidden = false;
    list.more.addEventListener("click", () => {
      list.limit += PAGE;
      select();
    });
  }
  filter.addEventListener("input", changed);
  filter.addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll("[data-clear]")) button.addEventListener("click", clearFilter);
  const unfold = document.getElementById("unfold");
  unfold.addEventListener("click", () => {
    const open = unfold.getAttribute("aria-expanded") !== "true";
    unfold.setAttribute("aria-expanded", String(open));
    for (const card of cardsInPage()) if (!card.hidden) card.querySelector("details").open = open;
  });
}

reveal();
addEventListener("hashchange", () => {
  if (!recall()) {
    reveal();
    return;
  }
  speak();
  if (filter) select();
  document.getElementById("messages").scrollIntoView();
});
