import { rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../world/free-port.ts";
import { describeGateway } from "./gateway.ts";
import { need, run } from "./program.ts";
import { folderWith, snippet } from "./snippet.ts";

/** No administration port and no certificates: the tests do not concern them. */
const GLOBALS = "{\n\tadmin off\n\tauto_https off\n}\n";

await describeGateway("Caddy", async (place) => {
  need("caddy", "caddy");
  const gateway = await freePort();
  const folder = folderWith({ Caddyfile: GLOBALS + snippet("Caddyfile", { ...place, gateway }) });
  const caddy = await run("caddy", ["run", "--config", join(folder, "Caddyfile"), "--adapter", "caddyfile"], {
    port: gateway,
    env: { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  });
  return {
    port: gateway,
    async stop() {
      await caddy.stop();
      rmSync(folder, { recursive: true });
    },
  };
});
