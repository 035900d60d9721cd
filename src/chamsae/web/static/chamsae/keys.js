// Presses the visible button or link whose data-key was typed: single keys, "g s" pairs; "?" shows all keys.
// In a list j and k move from row to row, Enter opens one, and past the last row they turn the page.
// Silent in fields, while composing Hangul, with modifiers held, and when switched off in the settings.
let before = "";
const silent = (event) =>
  document.documentElement.dataset.keys === "off" || event.isComposing || event.keyCode === 229 ||
  event.ctrlKey || event.metaKey || event.altKey ||
  event.target.closest("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return document.activeElement.blur();
  if (silent(event)) return;
  if (event.key === "?") return document.documentElement.classList.toggle("show-keys");
  if (event.key === "j" || event.key === "k") {
    const rows = [...document.querySelectorAll("[data-row]")];
    const row = rows[rows.indexOf(document.activeElement) + (event.key === "j" ? 1 : -1)];
    if (row) return event.preventDefault(), row.focus();
  }
  const pair = `${before} ${event.key}`;
  before = event.key === "g" ? "g" : "";
  const find = (key) => document.querySelector(`[data-key="${CSS.escape(key)}"]:not([disabled])`);
  const target = find(pair) ?? find(event.key);
  if (!target) return;
  event.preventDefault();
  if (target.matches("input, textarea, select")) target.focus();
  else target.click();
});
