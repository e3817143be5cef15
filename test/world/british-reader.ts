/** Dates follow the browser's language: what tests read is written in British English, unless they say otherwise. */
Object.defineProperty(Reflect.get(globalThis, "navigator"), "languages", {
  value: ["en-GB"],
  configurable: true,
});
