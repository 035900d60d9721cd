// Keeps what is written down in an interview: on the server within a second, and in this browser's storage until the
// server has it, unless the person wants nothing left here. Two tabs never overwrite each other. Optional: without
// script the same form has buttons.

const SHY = "chamsae-leave-nothing";
const keyOf = (id) => `chamsae-interview-${id}`;
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

document.querySelectorAll("[data-forget]").forEach((one) => localStorage.removeItem(keyOf(one.dataset.forget)));
const form = document.querySelector("#telling");
if (form) begin(form);

function begin(form) {
  const key = keyOf(form.dataset.interview), list = form.querySelector(".passages");
  const told = form.querySelector("#kept"), shy = form.querySelector("#leave-nothing");
  let base = Number(form.elements.base.value), timer = 0, sending = false, stopped = false, theirs = null, unsent = false;

  const say = (state, more = "") => { told.dataset.state = state; told.textContent = `${told.dataset[state]} ${more}`; };
  const read = () => [...list.children].map((row) => Object.fromEntries(
    ["voice", "language", "at", "text"].map((name) => [name, row.querySelector(`[name=${name}]`).value])));
  const hold = () => { if (!shy.checked) localStorage.setItem(key, JSON.stringify({ base, passages: read() })); };
  const holds = () => JSON.parse(localStorage.getItem(key) ?? "null");

  function add(voice, passage = {}) {
    const row = form.querySelector("#passage").content.firstElementChild.cloneNode(true);
    const began = Number(form.dataset.began), now = Math.max(0, Math.floor(Date.now() / 1000) - began);
    const clock = [now / 3600, (now / 60) % 60, now % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
    const filled = { voice, language: "", at: began ? clock : "", text: "", ...passage };
    for (const [name, value] of Object.entries(filled)) {
      const field = row.querySelector(`[name=${name}]`);
      if (field) field.value = value ?? "";
    }
    row.dataset.voice = filled.voice;
    list.append(row);
    return row;
  }
  function show(passages) {
    list.replaceChildren();
    passages.forEach((one) => add(one.voice, one));
  }

  function changed() {
    unsent = true;
    hold();
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(send, 400);
  }

  async function send() {
    if (stopped) return;
    if (sending) return void (timer = setTimeout(send, 200));
    sending = true;
    const sent = read(), body = new FormData();
    const token = form.elements.csrfmiddlewaretoken.value;
    for (const [name, value] of [["csrfmiddlewaretoken", token], ["base", base], ["passages", JSON.stringify(sent)]]) body.append(name, value);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.status === 409) return clash(await answer.json());
      if (!answer.ok) throw answer.status;
      base = (await answer.json()).version;
      form.elements.base.value = base;
      if (same(read(), sent)) {
        unsent = false;
        localStorage.removeItem(key);
        say("saved", new Date().toLocaleTimeString(document.documentElement.lang));
      } else hold();
    } catch (fault) {
      say(fault === 400 ? "refused" : fault === 403 ? "closed" : shy.checked ? "bare" : "away");
      clearTimeout(timer);
      timer = setTimeout(send, 2000);
    } finally {
      sending = false;
    }
  }

  function clash(kept) {
    stopped = true;
    theirs = kept;
    say("clash");
    const panel = form.querySelector("#clash");
    panel.hidden = false;
    panel.querySelector("blockquote").textContent = kept.passages.map((one) => one.text).join("\n\n");
    panel.querySelector("button").focus();
  }
  function settle(choice) {
    const mine = read(), words = new Set(mine.map((one) => `${one.voice} ${one.text}`));
    if (choice === "theirs") show(theirs.passages);
    if (choice === "both") theirs.passages.filter((one) => !words.has(`${one.voice} ${one.text}`)).forEach((one) => add(one.voice, one));
    base = theirs.version;
    form.elements.base.value = base;
    stopped = false;
    form.querySelector("#clash").hidden = true;
    changed();
  }

  form.addEventListener("input", (event) => {
    if (event.target === shy) return;
    if (event.target.name === "voice") event.target.closest("li").dataset.voice = event.target.value;
    changed();
  });
  shy.checked = localStorage.getItem(SHY) === "yes";
  shy.addEventListener("change", () => {
    shy.checked ? localStorage.setItem(SHY, "yes") : localStorage.removeItem(SHY);
    shy.checked ? localStorage.removeItem(key) : unsent && hold();
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (!button) return;
    event.preventDefault();
    if (button.dataset.do === "save") return send();
    if (["mine", "both", "theirs"].includes(button.dataset.do)) return settle(button.dataset.do);
    add(button.dataset.do).querySelector("textarea").focus();
    changed();
  });
  // Keys that work while one writes: Alt and the letter printed on the button, wherever the layout has it.
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    const button = form.querySelector(`button[data-alt="${event.code.replace("Key", "")}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
  addEventListener("beforeunload", (event) => { if (unsent && shy.checked) event.preventDefault(); });
  addEventListener("online", send);

  const held = holds();
  if (held && !same(held.passages, read())) {
    const kept = { version: base, passages: read() };
    show(held.passages);
    if (held.base === base) changed();
    else clash(kept);
  } else localStorage.removeItem(key);
}
