import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../world/free-port.ts";
import { describeGateway } from "./gateway.ts";
import { need, run } from "./program.ts";
import { folderWith, snippet } from "./snippet.ts";

await describeGateway("nginx", async (place) => {
  need("nginx", "nginx-light");
  const gateway = await freePort();
  const all = { ...place, gateway };
  const folder = folderWith({
    "nginx.conf": inFolder(snippet("nginx.conf", all)),
    "latchkey-identity.conf": snippet("latchkey-identity.conf", all),
    "latchkey-question.conf": snippet("latchkey-question.conf", all),
  });
  for (const name of TEMPORARY) mkdirSync(join(folder, name));
  const globals = `daemon off; master_process off; pid ${folder}/pid; error_log stderr;`;
  const nginx = await run("nginx", ["-p", folder, "-c", join(folder, "nginx.conf"), "-g", globals], {
    port: gateway,
  });
  return {
    port: gateway,
    async stop() {
      await nginx.stop();
      rmSync(folder, { recursive: true });
    },
  };
});

const TEMPORARY = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

/** Keeps nginx from writing outside the test's own folder. */
function inFolder(config: string): string {
  const places = TEMPORARY.map((name) => `${name}_temp_path ${name};`).join(" ");
  return config.replace("http {", `http { access_log off; ${places}`);
}
