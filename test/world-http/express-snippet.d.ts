/** The documentation's snippet is JavaScript. */
declare module "*/snippets/express/latchkey.js" {
  export function latchkey(settings: {
    url: string;
    token: string;
    permission?: string;
  }): (
    request: import("node:http").IncomingMessage,
    response: import("node:http").ServerResponse,
    next: () => void,
  ) => Promise<void>;
}
