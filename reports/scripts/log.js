// The contact log: a call is noted in a form, stands beside its message, and is saved to a file.
// Nothing is kept anywhere but in this page until then.
{
  const dialog = document.getElementById("log-form");
  const form = dialog?.querySelector("form");
  const unsaved = document.getElementById("log-unsaved");
  const entries = [];
  let isSaved = true;

  const two = (number) => String(number).padStart(2, "0");
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const local = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
    + `T${two(date.getHours())}:${two(date.getMinutes())}`;

  // Local time with its offset, as the file has it.
  function withOffset(text) {
    const date = new Date(text);
    const offset = -date.getTimezoneOffset();
    const minutes = Math.abs(offset);
    const sign = offset < 0 ? "-" : "+";
    return `${local(date)}:00${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  }

  // Heading and button stand once in the page and are put into a card when it is opened.
  function equip(card) {
    for (const list of card.querySelectorAll("[data-calls]")) {
      const section = list.parentElement;
      if (section.querySelector("[data-note]")) continue;
      const words = document.getElementById("log-words").content.cloneNode(true);
      const button = words.querySelector("button");
      button.dataset.note = list.dataset.calls;
      button.dataset.lender = list.dataset.lender ?? "";
      section.querySelector(".note").append(button);
      if (!section.querySelector("h5")) section.prepend(words.querySelector("h5"));
    }
  }

  function open(message, lender) {
    form.reset();
    form.elements.at.value = local(new Date());
    form.elements.at.max = local(new Date(Date.now() + 60000));
    form.elements.message.value = message;
    form.elements.lender.value = lender;
    dialog.showModal();
  }

  function entryOf() {
    const entry = { id: hex(crypto.getRandomValues(new Uint8Array(16))), at: withOffset(form.elements.at.value) };
    for (const name of ["way", "staff_name", "staff_number", "number", "lender", "message", "promised", "note"]) {
      const value = form.elements[name].value.trim();
      if (value) entry[name] = value;
    }
    return entry;
  }

  // The words of an entry come from the form's own labels, in every language of the page.
  function shown(entry) {
    const item = document.createElement("li");
    item.dataset.entry = entry.id;
    const time = document.createElement("time");
    time.dateTime = entry.at;
    time.textContent = written(entry.at);
    item.append(time, " · ", ...form.querySelector(`[data-way=${entry.way}]`).cloneNode(true).childNodes);
    for (const name of ["number", "staff_name", "staff_number", "lender", "promised", "note"]) {
      if (!entry[name]) continue;
      const value = document.createElement("bdi");
      value.textContent = entry[name];
      const label = form.querySelector(`[for=log-${name}]`);
      item.append(" · ", ...label.cloneNode(true).childNodes, ": ", value);
    }
    return item;
  }

  function changed() {
    unsaved.hidden = !entries.length;
    unsaved.querySelector("ul").replaceChildren(...entries.map((entry) => {
      const item = shown(entry);
      const remove = unsaved.querySelector("template").content.cloneNode(true);
      remove.querySelector("button").dataset.remove = entry.id;
      item.append(" ", remove);
      return item;
    }));
  }

  function add(entry) {
    entries.push(entry);
    isSaved = false;
    if (entry.message) {
      for (const list of document.querySelectorAll(`[data-calls="${entry.message}"]`)) list.append(shown(entry));
    }
    changed();
  }

  function remove(id) {
    entries.splice(entries.findIndex((entry) => entry.id === id), 1);
    for (const item of document.querySelectorAll(`[data-entry="${id}"]`)) item.remove();
    isSaved = !entries.length;
    changed();
  }

  function save() {
    const content = JSON.stringify({ sms_scanner_contact_log: 1, entries }, null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${content}\n`], { type: "application/json" }));
    link.download = `sms-contact-log-${local(new Date()).replace(/[-:]/g, "").replace("T", "-")}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    isSaved = true;
    unsaved.querySelector("[data-saved]").hidden = false;
  }

  if (dialog) {
    document.documentElement.dataset.log = "";
    // Afterwards, since a card may be unpacked by the same event.
    document.addEventListener("toggle", ({ target }) => setTimeout(equip, 0, target), true);
    document.addEventListener("click", (event) => {
      const button = event.target.closest?.("[data-note], [data-remove], [data-save], [data-cancel]");
      if (!button) return;
      if ("note" in button.dataset) open(button.dataset.note, button.dataset.lender ?? "");
      else if ("remove" in button.dataset) remove(button.dataset.remove);
      else if ("save" in button.dataset) save();
      else dialog.close();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      add(entryOf());
      dialog.close();
    });
    addEventListener("beforeunload", (event) => {
      if (!isSaved) event.preventDefault();
    });
  }
}
