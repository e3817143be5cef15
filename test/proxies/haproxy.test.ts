import { rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../world/free-port.ts";
import { describeGateway } from "./gateway.ts";
import { need, run } from "./program.ts";
import { folderWith, snippet } from "./snippet.ts";

await describeGateway(
  "HAProxy",
  async (place) => {
    need("haproxy", "haproxy");
    const gateway = await freePort();
    const all = { ...place, gateway };
    const folder = folderWith({
      "haproxy.cfg": snippet("haproxy.cfg", all),
      "latchkey-haproxy.lua": snippet("latchkey-haproxy.lua", all),
    });
    const haproxy = await run("haproxy", ["-db", "-C", folder, "-f", join(folder, "haproxy.cfg")], {
      port: gateway,
    });
    return {
      port: gateway,
      async stop() {
        await haproxy.stop();
        rmSync(folder, { recursive: true });
      },
    };
  },
  { oddPaths: "refused" },
);
