// A WebSocket of the page's own, beside the one that the server drives the page with.
(() => {
  "use strict";

  const form = document.getElementById("say");
  const input = form.elements.text;
  const lines = document.getElementById("lines");
  const socket = new WebSocket(new URL("echo", location.href).href.replace(/^http/, "ws"));
  const sent = []; // when each message was sent: echoes come in the same order

  const show = (line) => {
    const item = document.createElement("li");
    item.textContent = line;
    lines.append(item);
  };

  socket.onopen = () => show("Open.");
  socket.onclose = (event) => show(`Closed with code ${event.code}.`);
  socket.onmessage = (event) => {
    const micros = Math.round((performance.now() - sent.shift()) * 1000);
    show(`${event.data} (${micros} µs)`);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (socket.readyState !== WebSocket.OPEN) return;
    sent.push(performance.now());
    socket.send(input.value);
    input.select();
  });
  document.getElementById("close").addEventListener("click", () => socket.close(1000));
})();
