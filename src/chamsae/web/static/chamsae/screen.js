// What HTML alone cannot do on our screens: keep the current claim in sight, focus after a swap,
// turn a selection of text into a claim's offsets, and let files be dropped. All of it is optional.

const points = (string) => Array.from(string).length;

/** Bring the current claim's card and highlight into view without moving what is already visible. */
function settle(root) {
  const card = root.querySelector?.(".card.current");
  const mark = document.querySelector("mark.current");
  mark?.scrollIntoView({ block: "nearest" });
  card?.scrollIntoView({ block: "nearest" });
}

/** After an answer the next card takes the focus; otherwise the new heading. */
function refocus(root) {
  const next = root.querySelector?.("[data-focus]");
  next?.focus({ preventScroll: true });
}

/** Offset in the document's text (code points) of a place inside a paragraph that carries data-start. */
function offset(node, inside) {
  const paragraph = (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-start]");
  if (!paragraph) return null;
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(node, inside);
  return Number(paragraph.dataset.start) + points(before.toString());
}

document.addEventListener("selectionchange", () => {
  const form = document.querySelector("#make-claim, #hide-words");
  const chosen = document.getSelection();
  if (!form || !chosen || chosen.isCollapsed || !chosen.rangeCount) return;
  const range = chosen.getRangeAt(0);
  if (!range.commonAncestorContainer.parentElement?.closest(".document-text") && !range.commonAncestorContainer.closest?.(".document-text")) return;
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return;
  form.elements.start.value = start;
  form.elements.end.value = end;
  form.elements.words.value = chosen.toString();
  form.closest("details").open = true;
});

document.addEventListener("click", (event) => {
  const mark = event.target.closest?.("mark[data-claims]");
  if (!mark || !document.getSelection().isCollapsed) return;
  const ids = mark.dataset.claims.split(" ");
  const next = ids[(ids.indexOf(document.querySelector(".card.current")?.id) + 1) % ids.length];
  document.getElementById(next)?.querySelector("a[hx-get]")?.click();
});

/** A time code plays the recording on this page from there; without script it opens the recording itself. */
document.addEventListener("click", (event) => {
  const code = event.target.closest?.("a[data-at]");
  const player = document.querySelector("#recording");
  if (!code || !player || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  player.currentTime = Number(code.dataset.at);
  player.play();
});

document.addEventListener("dragover", (event) => {
  const area = event.target.closest?.("[data-drop]");
  if (!area) return;
  event.preventDefault();
  area.classList.add("over");
});
document.addEventListener("dragleave", (event) => event.target.closest?.("[data-drop]")?.classList.remove("over"));
document.addEventListener("drop", (event) => {
  const area = event.target.closest?.("[data-drop]");
  if (!area) return;
  event.preventDefault();
  area.classList.remove("over");
  const field = area.querySelector("input[type=file]");
  field.files = event.dataTransfer.files;
  field.form.requestSubmit();
});

document.addEventListener("htmx:afterSettle", (event) => {
  settle(event.target);
  refocus(event.target);
});
/** Where what the work makes is shown, the page is asked for again once the work has ended. */
document.addEventListener("htmx:afterSettle", () => {
  const work = document.querySelector("#progress");
  if (work && !work.hasAttribute("hx-get") && document.querySelector("[data-reload]")) location.reload();
});
settle(document);
