"use strict";
// What a page's own script does with the library.
live.on("hello", (content) => live.send("answer", { twice: content.n * 2 }));
live.send("early", ["before", "the", "connection"]);
