// Shows what the server tells of its tasks. A row stays the same element for as long as its task lives, so that the
// keyboard's focus stays where it is.
(() => {
  "use strict";

  const body = document.getElementById("rows");
  const where = document.getElementById("where");
  const more = document.getElementById("more");
  const rows = new Map(); // id -> element
  let selected = 0;

  const seconds = (s) =>
    s < 60 ? `${s.toFixed(1)} s` : s < 3600 ? `${Math.floor(s / 60)} min` : `${(s / 3600).toFixed(1)} h`;

  const set = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  function select(id) {
    selected = selected === id ? 0 : id;
    for (const [other, row] of rows) row.cells[0].firstChild.setAttribute("aria-pressed", other === selected);
    if (selected === 0) where.hidden = true;
    live.send("select", { task: selected });
  }

  // The keyboard goes on where the task stands.
  function close() {
    if (selected === 0) return;
    const inside = where.contains(document.activeElement);
    const row = rows.get(selected);
    select(selected);
    if (inside) row?.cells[0].firstChild.focus();
  }

  where.querySelector("button").addEventListener("click", close);
  addEventListener("keydown", (event) => event.key === "Escape" && close());

  function made(id) {
    const row = document.createElement("tr");
    for (let i = 0; i < 3; i++) row.insertCell();
    row.cells[1].append(document.createElement("span"), document.createElement("em"));
    const name = document.createElement("button");
    name.type = "button";
    name.setAttribute("aria-pressed", "false");
    name.addEventListener("click", () => select(id));
    row.cells[0].append(name);
    rows.set(id, row);
    return row;
  }

  function show({ id, depth, name, awaits, age, cancelled }) {
    const row = rows.get(id) ?? made(id);
    row.style.setProperty("--depth", depth);
    set(row.cells[0].firstChild, name);
    const [awaiting, reason] = row.cells[1].children;
    set(awaiting, awaits ?? "");
    set(reason, cancelled === null ? "" : `cancelled: ${cancelled}`);
    set(row.cells[2], seconds(age));
    return row;
  }

  const length = (micros) =>
    micros === 0 ? "longer" : micros < 1000 ? `${micros} µs` : micros < 1e6 ? `${micros / 1000} ms` : `${micros / 1e6} s`;

  // As many rows as there are things, of three cells each.
  function fill(table, things, texts) {
    while (table.rows.length > things.length) table.deleteRow(-1);
    things.forEach((thing, i) => {
      const row = table.rows[i] ?? table.insertRow();
      texts(thing).forEach((text, j) => set(row.cells[j] ?? row.insertCell(), text));
    });
  }

  function showSteps(steps) {
    const all = steps.reduce((sum, step) => sum + step.count, 0) || 1;
    const table = document.getElementById("steps");
    fill(table, steps, ({ below, count }) => [length(below), String(count), `${((100 * count) / all).toFixed(2)} %`]);
    steps.forEach(({ count }, i) => table.rows[i].cells[2].style.setProperty("--share", count / all));
  }

  function showConnections(connections) {
    document.getElementById("connected").hidden = connections.length === 0;
    const table = document.getElementById("connectionRows");
    fill(table, connections, ({ page, who, waiting }) => [page, who, String(waiting)]);
  }

  live.on("snapshot", (snapshot) => {
    showSteps(snapshot.steps);
    showConnections(snapshot.connectionRows);
    for (const name of ["tasks", "ready", "timers", "foreign", "connections"]) {
      set(document.getElementById(name), String(snapshot[name]));
    }
    for (const name of ["lagMedian", "lagP99", "lagMax", "stepMax"]) {
      set(document.getElementById(name), `${snapshot[name].toFixed(2)} ms`);
    }

    const alive = new Set(snapshot.rows.map((row) => row.id));
    for (const [id, row] of rows) {
      if (alive.has(id)) continue;
      row.remove();
      rows.delete(id);
    }
    let before = null;
    for (const row of snapshot.rows.map(show)) {
      const place = before === null ? body.firstChild : before.nextSibling;
      if (row !== place) body.insertBefore(row, place);
      before = row;
    }
    const others = snapshot.tasks - snapshot.rows.length;
    more.hidden = others <= 0;
    set(more, others === 1 ? "One more task is not shown." : `${others} more tasks are not shown.`);
    if (selected !== 0) showStack(snapshot.stack);
  });

  function showStack(stack) {
    where.hidden = false;
    const [title, list] = [where.querySelector("h2"), where.querySelector("ol")];
    if (stack === null) {
      title.textContent = "This task has ended.";
      return;
    }
    set(title, `Where ${stack.name} is`);
    const text = stack.frames.map((frame) => frame.text).join("\n");
    if (list.dataset.text === text) return;
    list.dataset.text = text;
    list.replaceChildren(
      ...stack.frames.map((frame) => {
        const item = document.createElement("li");
        item.textContent = frame.text;
        item.classList.toggle("own", frame.own);
        return item;
      }),
    );
  }
})();
