// A WebSocket peer made with Node's `ws`; as websockets_peer.py:
//   node ws_peer.mjs serve PARAMETERS
//   node ws_peer.mjs connect PARAMETERS URL
// PARAMETERS is JSON with what `ws` calls perMessageDeflate. The package is looked for in the folder WS_FOLDER.
import { createRequire } from "node:module";
import { randomBytes } from "node:crypto";
import { once } from "node:events";

const { WebSocket, WebSocketServer } = createRequire(process.env.WS_FOLDER + "/")("ws");

function messages() {
  const words = ["tulip", "tree", "\u20ac", "loop", "nursery", "\u{1f337}"];
  const text = (length) => Array.from({ length }, (_, i) => words[(i * i + (i >> 3)) % words.length]).join(" ");
  const noise = randomBytes(50000);
  return ["", "Hello", "Hello", text(100), text(3000), text(50000), text(50000), noise, noise, Buffer.alloc(300000)];
}

async function serve(perMessageDeflate) {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate });
  server.on("connection", (ws) => ws.on("message", (data, binary) => ws.send(data, { binary })));
  await once(server, "listening");
  console.log(server.address().port);
}

async function connect(perMessageDeflate, url) {
  const ws = new WebSocket(url, { perMessageDeflate });
  await once(ws, "open");
  for (const message of messages()) {
    ws.send(message);
    const [data, binary] = await once(ws, "message");
    if (binary === (typeof message === "string") || !data.equals(Buffer.from(message))) {
      throw new Error("a message came back changed");
    }
  }
  console.log(ws.extensions);
  ws.close();
}

const [mode, parameters, ...rest] = process.argv.slice(2);
await { serve, connect }[mode](JSON.parse(parameters), ...rest);
