// Draws a box over a page: dragged with the mouse or a finger, or begun with Enter, moved with the arrow keys and sized
// with Shift and the arrow keys. The form's four numbers are what counts; without script they are typed.

const frame = document.querySelector("[data-paint]");
const form = document.querySelector("#box");
const draft = frame?.querySelector(".draft");
const NAMES = ["left", "top", "right", "bottom"];
const STEP = 1;

const read = () => NAMES.map((name) => Number(form.elements[name].value || 0));

function show() {
  const [left, top, right, bottom] = read();
  for (const [name, value] of Object.entries({ x: left, y: top, width: right - left, height: bottom - top })) {
    draft.setAttribute(name, Math.max(0, value / 100));
  }
}

function write(sides) {
  NAMES.forEach((name, at) => { form.elements[name].value = Math.min(100, Math.max(0, sides[at])).toFixed(1); });
  show();
}

if (frame && form) {
  let from = null;
  const place = (event) => {
    const box = frame.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100];
  };
  const drag = (event) => {
    const [x, y] = place(event);
    write([Math.min(from[0], x), Math.min(from[1], y), Math.max(from[0], x), Math.max(from[1], y)]);
  };
  frame.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    frame.focus({ preventScroll: true });
    from = place(event);
    frame.setPointerCapture(event.pointerId);
  });
  frame.addEventListener("pointermove", (event) => { if (from) drag(event); });
  frame.addEventListener("pointerup", () => { from = null; });
  frame.addEventListener("keydown", (event) => {
    const [left, top, right, bottom] = read();
    const begun = right > left && bottom > top;
    if (event.key === "Enter") {
      event.preventDefault();
      return begun ? form.requestSubmit() : write([40, 45, 60, 50]);
    }
    const way = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
    if (!way || !begun) return;
    event.preventDefault();
    const [x, y] = way;
    if (event.shiftKey) return write([left, top, Math.max(left + STEP, right + x), Math.max(top + STEP, bottom + y)]);
    if (left + x >= 0 && right + x <= 100 && top + y >= 0 && bottom + y <= 100) write([left + x, top + y, right + x, bottom + y]);
  });
  form.addEventListener("input", show);
  show();
}
