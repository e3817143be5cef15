/** Dates follow the browser's language: tests read British English by default. */
Object.defineProperty(Reflect.get(globalThis, "navigator"), "languages", {
  value: ["en-GB"],
  configurable: true,
});
