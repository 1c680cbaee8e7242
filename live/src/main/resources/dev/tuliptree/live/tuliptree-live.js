// The browser's half of a page that is driven from the server.
//
//     <script src="live/tuliptree-live.js" defer></script>
//
// The server serves this file with the page's routes added at its end, so the DOM events it wants are caught from the
// first moment on. Everything travels as JSON text frames {"route": ..., "content": ...}, both ways, over one
// WebSocket beside this file. A page's own scripts, also with `defer` and after this one, may use
//
//     live.send(route, content)   sends a message of the page's own; false when it could not be sent nor kept
//     live.on(route, fn)          calls fn(content) for each message of that route from the server
//
// and may listen for the event "live:upload" at the document: its detail {file, name, loaded, total} says how far a file
// is that is being sent.
//
// When the connection is lost, a quiet notice appears and the script tries again, ever more slowly, until the server is
// back. What the server's handlers knew of this page is gone by then, but for the state it keeps for the window: so the
// page is loaded anew. A page that can go on from "document_ready" says data-after-loss="resume" on the script's tag: it is not loaded anew, and what it sent meanwhile
// is kept, up to a limit. <html data-live="..."> always says how things stand: opening, open, lost or closed.
(() => {
  "use strict";

  const script = document.currentScript;
  const socketUrl = new URL("socket", script.src);
  socketUrl.protocol = socketUrl.protocol === "https:" ? "wss:" : "ws:";

  const settings = {
    afterLoss: script.dataset.afterLoss ?? "reload",
    lostText: script.dataset.lostText ?? "Connection lost. Reconnecting\u2026",
    closedText: script.dataset.closedText ?? "The server closed this page\u2019s connection.",
    firstDelay: 500, // milliseconds before the first new try; each further one waits twice as long ...
    longestDelay: 10_000, // ... up to this
    steadyAfter: 10_000, // a connection that lived this long starts the delays from the beginning
    rememberedFiles: 100, // of submitted forms, for the server to ask for
    queuedMessages: 100, // kept while there is no connection
    bufferedBytes: 1 << 20, // that the browser may hold back while the server does not read
  };

  const wanted = new Map(); // DOM event name -> selectors
  const listeners = new Map(); // route -> functions of the page
  const chosen = new Map(); // number -> File that a submitted form had
  const uploads = new Map(); // id -> request that sends a file
  const queue = [];
  let lastFile = 0;
  let socket = null;
  let lost = false; // an earlier connection of this page has ended
  let leaving = false; // the page is being left or loaded anew
  let failures = 0;
  let retryTimer = 0;
  let steadyTimer = 0;

  // ---- Out: DOM events and messages -------------------------------------------------------------------------------

  function send(route, content = null) {
    const open = socket !== null && socket.readyState === WebSocket.OPEN && !leaving;
    if (open && socket.bufferedAmount <= settings.bufferedBytes) {
      socket.send(JSON.stringify({ route, content }));
      return true;
    }
    // After a loss the page is loaded anew; a message from before would meet a server that knows nothing of it.
    const kept = !open && !leaving && (!lost || settings.afterLoss === "resume");
    if (kept && queue.length < settings.queuedMessages) {
      queue.push([route, content]);
      return true;
    }
    console.warn(`live: "${route}" was not sent: ${open ? "the server is not reading" : "there is no connection"}`);
    return false;
  }

  function register(routes) {
    for (const { selector, event } of routes) {
      try {
        document.querySelector(selector);
      } catch {
        console.error(`live: "${selector}" is not a CSS selector`);
        continue;
      }
      if (!wanted.has(event)) {
        wanted.set(event, []);
        // Events that bubble are taken on their way up, where the page's own scripts may have stopped them; the others
        // (focus, mouseenter, ...) only ever pass the document on their way down.
        document.addEventListener(event, (e) => e.bubbles && caught(e));
        document.addEventListener(event, (e) => e.bubbles || caught(e), true);
      }
      wanted.get(event).push(selector);
    }
  }

  function ignore({ selector, event }) {
    const selectors = wanted.get(event) ?? [];
    const index = selectors.indexOf(selector);
    if (index >= 0) selectors.splice(index, 1);
  }

  function caught(event) {
    const target = event.target;
    if (!(target instanceof Element)) return;
    for (const selector of wanted.get(event.type)) {
      const matches = event.bubbles ? target.closest(selector) !== null : target.matches(selector);
      if (!matches) continue;
      const form = event.type === "submit" && target instanceof HTMLFormElement;
      if (form) event.preventDefault();
      send(`${selector} ${event.type}`, form ? fieldsOf(target, event.submitter) : {});
    }
  }

  // Every named field with its value; a name that occurs more than once has a list. Of files only what they are called
  // travels in messages: the server asks for those that it wants.
  function fieldsOf(form, submitter) {
    const data = new FormData(form, submitter);
    const fields = new Map();
    for (const name of data.keys()) {
      const values = data
        .getAll(name)
        .filter((value) => typeof value === "string" || value.size > 0 || value.name !== "")
        .map((value) => (typeof value === "string" ? value : noted(value)));
      if (values.length > 0) fields.set(name, values.length === 1 ? values[0] : values);
    }
    return Object.fromEntries(fields);
  }

  // ---- Files ------------------------------------------------------------------------------------------------------

  function noted(file) {
    chosen.set(++lastFile, file);
    if (chosen.size > settings.rememberedFiles) chosen.delete(chosen.keys().next().value);
    return { file: lastFile, name: file.name, size: file.size, type: file.type };
  }

  // Sent with XMLHttpRequest, as "fetch" does not say how far it is. Whoever wants to show that on the page listens for
  // the event "live:upload" at the document.
  function upload({ id, file: ref }) {
    const file = chosen.get(ref);
    if (file === undefined) return void send("live.uploadFailed", { id });
    const request = new XMLHttpRequest();
    uploads.set(id, request);
    const tell = (loaded) => {
      const detail = { file: ref, name: file.name, loaded, total: file.size };
      document.dispatchEvent(new CustomEvent("live:upload", { detail }));
    };
    request.upload.onprogress = (event) => tell(event.loaded);
    request.onload = () => (request.status < 300 ? tell(file.size) : send("live.uploadFailed", { id }));
    request.onerror = () => send("live.uploadFailed", { id });
    request.onloadend = () => uploads.delete(id);
    request.open("POST", new URL(`upload/${id}`, script.src));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.send(file);
  }

  // ---- In: commands and messages ----------------------------------------------------------------------------------

  const each = (action) => ({ selector, method, args }) => {
    const elements = document.querySelectorAll(selector);
    if (elements.length === 0) console.warn(`live: nothing matches "${selector}"`);
    for (const element of elements) action(element, args, method);
  };

  const commands = {
    "live.setText": each((element, [text]) => (element.textContent = text)),
    "live.setHtml": each((element, [html]) => (element.innerHTML = html)),
    "live.appendText": each((element, [text]) => element.append(text)),
    "live.appendHtml": each((element, [html]) => element.insertAdjacentHTML("beforeend", html)),
    "live.setValue": each((element, [value]) => (element.value = value)),
    "live.focus": each((element) => element.focus()),
    "live.call": each(call),
    "live.show": each((element) => {
      element.hidden = false;
      element.style.removeProperty("display");
    }),
    "live.hide": each((element) => {
      element.hidden = true;
      // A style sheet that says "display: flex" is stronger than the attribute.
      if (getComputedStyle(element).display !== "none") element.style.setProperty("display", "none", "important");
    }),
    "live.listen": (route) => register([route]),
    "live.ignore": ignore,
    "live.session": ({ resume }) => keep("resume", resume),
    "live.upload": upload,
    "live.cancelUpload": ({ id }) => uploads.get(id)?.abort(),
    "live.log": ({ value }) => console.log(value),
    "live.error": ({ value }) => console.error(`live: ${value}`),
  };

  // The method may be one of a property's: "classList.add", "style.setProperty".
  function call(element, args, method) {
    const path = method.split(".");
    const name = path.pop();
    const owner = path.reduce((object, property) => object[property], element);
    owner[name](...args);
  }

  function on(route, listener) {
    if (!listeners.has(route)) listeners.set(route, []);
    listeners.get(route).push(listener);
  }

  function received(event) {
    const { route, content } = JSON.parse(event.data);
    const receivers = Object.hasOwn(commands, route) ? [commands[route]] : listeners.get(route);
    if (receivers === undefined) console.error(`live: nothing on this page handles "${route}"`);
    for (const receiver of receivers ?? []) {
      try {
        receiver(content);
      } catch (error) {
        console.error(`live: "${route}" failed:`, error);
      }
    }
  }

  // ---- The connection ---------------------------------------------------------------------------------------------

  function connect() {
    clearTimeout(retryTimer);
    retryTimer = 0;
    socket = new WebSocket(socketUrl);
    socket.onopen = opened;
    socket.onmessage = received;
    socket.onclose = closed;
  }

  function opened() {
    if (lost && settings.afterLoss !== "resume") {
      leaving = true;
      remember(failures);
      location.reload();
      return;
    }
    steadyTimer = setTimeout(() => remember((failures = 0)), settings.steadyAfter);
    state("open");
    const resume = kept("resume");
    send("document_ready", resume === null ? null : { resume });
    for (const [route, content] of queue.splice(0)) send(route, content);
  }

  function closed(event) {
    if (leaving || event.target !== socket) return;
    clearTimeout(steadyTimer);
    lost = lost || document.documentElement.dataset.live === "open";
    if (event.code === 1000) {
      state("closed", settings.closedText); // meant by the server: coming back would not be polite
      return;
    }
    const delay = Math.min(settings.longestDelay, settings.firstDelay * 2 ** failures);
    failures += 1;
    retryTimer = setTimeout(connect, delay * (0.5 + Math.random() / 2)); // so that not all pages come at once
    state("lost", settings.lostText);
  }

  function retryNow() {
    if (retryTimer !== 0 && !document.hidden) connect();
  }

  // What outlives the page when it is loaded anew: the secret for its state at the server; and the count of failures,
  // lest a server that accepts each page and then drops it make the page load itself as fast as it can. Without
  // storage, which may be forbidden, the secret still outlives the connection.
  const memory = new Map();
  const place = (name) => `tuliptree-live.${name}.${socketUrl.pathname}`;

  function keep(name, value) {
    memory.set(name, String(value));
    try {
      sessionStorage.setItem(place(name), value);
    } catch {
      // As said above.
    }
  }

  function kept(name) {
    try {
      return memory.get(name) ?? sessionStorage.getItem(place(name));
    } catch {
      return null;
    }
  }

  const remember = (count) => keep("failures", count);
  const remembered = () => Number(kept("failures")) || 0;

  // ---- The notice -------------------------------------------------------------------------------------------------

  const notice = document.createElement("div");
  notice.className = "tuliptree-live-notice";
  notice.setAttribute("role", "status");

  // ":where" weighs nothing, so any rule of the page for this class wins; a constructed sheet needs no "unsafe-inline".
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :where(.tuliptree-live-notice) {
      position: fixed; z-index: 2147483647; inset: max(0.75rem, env(safe-area-inset-top)) 1rem auto 1rem;
      width: fit-content; max-width: 100%; margin: 0 auto; padding: 0.5em 1em; box-sizing: border-box;
      border-radius: 0.5em; background: #333; color: #fff; font: 0.9rem/1.4 system-ui, sans-serif;
      box-shadow: 0 0.2em 1em rgb(0 0 0 / 0.3);
    }
    :where(.tuliptree-live-notice:empty) { display: none; }
  `);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  function state(name, text = "") {
    document.documentElement.dataset.live = name;
    if (!notice.isConnected) document.body.append(notice);
    notice.textContent = text;
  }

  // ---- Begin and end of the page ----------------------------------------------------------------------------------

  // Not before the page's own deferred scripts have run: they may listen to what the server says first.
  function begin() {
    if (socket !== null) return;
    failures = remembered();
    state("opening");
    connect();
  }

  if (document.readyState === "complete") begin();
  document.addEventListener("DOMContentLoaded", begin);
  addEventListener("load", begin);
  addEventListener("online", retryNow);
  document.addEventListener("visibilitychange", retryNow);
  addEventListener("pagehide", () => {
    leaving = true;
    clearTimeout(retryTimer);
    if (socket !== null) socket.close();
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    // Back from the browser's cache of pages left: alive, but without its connection.
    leaving = false;
    lost = true;
    connect();
  });

  window.live = { send, on, register, settings };
})();
