document.addEventListener("live:upload", ({ detail }) => {
  document.getElementById("progress").textContent = `${detail.name} ${detail.loaded} of ${detail.total}`;
});
