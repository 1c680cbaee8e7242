// Turns the slides of a deck, and takes slides that have changed from the server.
//
// The place is in the address (#slide-3), so that it outlives a reload and can be linked to. All windows of one browser
// that show the deck turn together: one of them may be the presenter's, with notes, time and the next slide's title.
(() => {
  "use strict";

  const root = document.documentElement;
  const deck = document.getElementById("deck");
  const element = (id) => document.getElementById(id);
  const others = new BroadcastChannel("tuliptree-talk");
  const presenting = new URLSearchParams(location.search).has("presenter");
  const opened = Date.now();
  let at = 0;

  const slides = () => [...deck.querySelectorAll(".slide")];
  const title = (slide) => slide?.querySelector("h1, h2")?.textContent ?? "";

  // ---- Turning ----

  function show(index, { tell = true } = {}) {
    const all = slides();
    at = Math.max(0, Math.min(index, all.length - 1));
    all.forEach((slide, i) => slide.classList.toggle("shown", i === at));
    element("place").textContent = `${at + 1} / ${all.length}`;
    element("place").setAttribute("aria-label", `Slide ${at + 1} of ${all.length}: ${title(all[at])}`);
    element("previous").disabled = at === 0;
    element("next").disabled = at === all.length - 1;
    element("following").textContent = at + 1 < all.length ? `Next: ${title(all[at + 1])}` : "The end";
    const address = `#slide-${at + 1}`;
    if (location.hash !== address) history.replaceState(null, "", address);
    if (tell) others.postMessage(at);
  }

  const fromAddress = () => Number(/^#slide-(\d+)$/.exec(location.hash)?.[1] ?? 1) - 1;

  // ---- Keys ----

  const keys = {
    ArrowRight: () => show(at + 1),
    ArrowDown: () => show(at + 1),
    PageDown: () => show(at + 1),
    ArrowLeft: () => show(at - 1),
    ArrowUp: () => show(at - 1),
    PageUp: () => show(at - 1),
    Home: () => show(0),
    End: () => show(Infinity),
    n: () => showNotes(!root.classList.contains("notes-shown")),
    p: () => window.open(`?presenter${location.hash}`, "tuliptree-presenter", "width=1000,height=700"),
    f: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()),
  };

  // Keys that scroll keep doing so where there is something to scroll: on a small screen, or in wide code.
  function scrolls(target, key) {
    const vertical = ["ArrowDown", "ArrowUp", "PageDown", "PageUp", " "].includes(key);
    for (let box = target; box && box !== deck; box = box.parentElement) {
      if (vertical && box.scrollHeight > box.clientHeight + 1 && box.matches(".slide, pre")) return true;
      if (!vertical && box.scrollWidth > box.clientWidth + 1 && box.matches("pre, .wide")) return true;
    }
    return false;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    const pressable = event.target.closest?.("a, button, input, textarea, select, summary");
    if (pressable && [" ", "Enter"].includes(event.key)) return;
    if (scrolls(event.target, event.key)) return;
    const action = event.key === " " ? keys[event.shiftKey ? "ArrowLeft" : "ArrowRight"] : keys[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });

  // A demo that has the focus has the keys, but for those that turn pages; Escape leaves it.
  function listenInside(frame) {
    frame.contentWindow.addEventListener("keydown", (event) => {
      if (event.key === "Escape") element(at + 1 < slides().length ? "next" : "previous").focus();
      if (event.key === "PageDown" || event.key === "PageUp") keys[event.key]();
    });
  }

  // ---- Touch ----

  let touched = null;
  deck.addEventListener("touchstart", (event) => (touched = event.touches.length === 1 ? event.touches[0] : null), {
    passive: true,
  });
  deck.addEventListener("touchend", (event) => {
    if (touched === null) return;
    const x = event.changedTouches[0].clientX - touched.clientX;
    const y = event.changedTouches[0].clientY - touched.clientY;
    if (Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y) && !scrolls(event.target, "ArrowRight")) show(at - Math.sign(x));
  });

  // ---- Notes, and the presenter's window ----

  function showNotes(shown) {
    root.classList.toggle("notes-shown", shown);
    element("show-notes").setAttribute("aria-pressed", String(shown));
  }

  function tick() {
    const seconds = Math.floor((Date.now() - opened) / 1000);
    element("elapsed").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  if (presenting) {
    showNotes(true);
    element("presenter").hidden = false;
    setInterval(tick, 1000);
  }

  // ---- Slides that have changed ----

  // Those that are the same are left alone, with whatever goes on in the demos on them.
  live.on("slides", (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    const fresh = [...template.content.children];
    const before = slides();
    fresh.forEach((slide, i) => {
      const same = before[i] !== undefined && before[i].dataset.source === slide.dataset.source;
      if (same) return;
      if (before[i] === undefined) deck.append(slide);
      else before[i].replaceWith(slide);
      prepare(slide);
    });
    before.slice(fresh.length).forEach((slide) => slide.remove());
    show(at, { tell: false });
  });

  function prepare(slide) {
    for (const frame of slide.querySelectorAll("iframe")) frame.addEventListener("load", () => listenInside(frame));
  }

  root.classList.add("turning");
  slides().forEach(prepare);
  element("previous").addEventListener("click", () => show(at - 1));
  element("next").addEventListener("click", () => show(at + 1));
  element("show-notes").addEventListener("click", keys.n);
  addEventListener("hashchange", () => show(fromAddress()));
  others.onmessage = ({ data }) => show(data, { tell: false });
  show(fromAddress(), { tell: false });
})();
