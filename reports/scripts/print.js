// On paper all messages that are selected stand unfolded; afterwards all is as it was.

addEventListener("beforeprint", () => {
  hush();
  for (const list of lists) list.limit = Infinity;
  if (filter) select();
  for (const packed of document.querySelectorAll("details")) unpack(packed);
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
  for (const list of lists) list.limit = PAGE;
  if (filter) select();
});
