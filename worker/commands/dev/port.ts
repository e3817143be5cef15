import { createServer } from "node:net";

/** Both addresses of `localhost`: another program on either would get our visitors. */
const LOOPBACK = ["127.0.0.1", "::1"];

export async function portProblem(port: number): Promise<string | undefined> {
  for (const address of LOOPBACK) {
    const code = await tryToListen(port, address);
    if (code === "EADDRINUSE") return `Port ${port} is taken. Choose another one: PORT=8788 npm run dev`;
    if (code === "EACCES")
      return `Port ${port} may not be opened by this user. Choose one above 1023 with PORT.`;
  }
}

function tryToListen(port: number, address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen({ port, host: address, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
