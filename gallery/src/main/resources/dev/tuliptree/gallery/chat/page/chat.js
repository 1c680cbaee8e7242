// The server appends messages; this keeps the newest in view, unless the reader has scrolled back, and forgets the
// oldest, so that a page left open for a week stays light.
(() => {
  "use strict";

  const longest = 500;
  const messages = document.getElementById("messages");
  let atEnd = true;

  messages.addEventListener("scroll", () => {
    atEnd = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 40;
  });
  new MutationObserver(() => {
    while (messages.childElementCount > longest) messages.firstElementChild.remove();
    if (atEnd) messages.scrollTop = messages.scrollHeight;
  }).observe(messages, { childList: true });
})();
