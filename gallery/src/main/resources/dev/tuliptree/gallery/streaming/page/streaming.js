// Reads a body as it arrives, and a feed of events that is left and taken up again.
(() => {
  "use strict";

  const element = (id) => document.getElementById(id);
  const longestList = 12;

  // ---- The body ----

  let reading = null; // what aborts it

  element("fetch").addEventListener("click", async () => {
    if (reading !== null) return;
    reading = new AbortController();
    element("pieces").replaceChildren();
    element("count").textContent = "";
    element("abort").disabled = false;
    let pieces = 0;
    try {
      const response = await fetch("poem", { signal: reading.signal, cache: "no-store" });
      const body = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let piece; !(piece = await body.read()).done; ) {
        const span = document.createElement("span");
        span.textContent = piece.value;
        element("pieces").append(span);
        element("count").textContent = `${++pieces} pieces so far`;
      }
      element("count").textContent = `All of it, in ${pieces} pieces.`;
    } catch (error) {
      element("count").textContent = error.name === "AbortError" ? `Aborted after ${pieces} pieces.` : String(error);
    }
    element("abort").disabled = true;
    reading = null;
  });

  element("abort").addEventListener("click", () => reading?.abort());

  // ---- The events ----

  let source = null;
  let last = null; // the id of the last event seen, for a source of a new visit; the browser keeps its own for its own
  let connections = 0;

  const say = (text) => (element("feed").textContent = text);

  function listen() {
    if (source !== null) return;
    source = new EventSource(last === null ? "feed" : `feed?after=${last}`);
    source.onopen = () => say(`Connection ${++connections}${last === null ? "" : `, behind event ${last}`}.`);
    source.onerror = () => say("The response has ended. The browser connects again by itself.");
    source.onmessage = (event) => {
      last = event.lastEventId;
      const item = document.createElement("li");
      item.textContent = `${event.data} (connection ${connections})`;
      item.className = "arriving";
      element("events").append(item);
      if (element("events").children.length > longestList) element("events").firstChild.remove();
    };
    element("listen").textContent = "Listen";
    element("listen").disabled = true;
    element("stop").disabled = false;
  }

  function stop() {
    source?.close();
    source = null;
    say(`Stopped. ${last === null ? "" : `What comes after event ${last} will not be lost.`}`);
    element("listen").textContent = "Resume";
    element("listen").disabled = false;
    element("stop").disabled = true;
    element("listen").focus();
  }

  element("listen").addEventListener("click", listen);
  element("stop").addEventListener("click", stop);
})();
