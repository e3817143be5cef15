import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../world/free-port.ts";
import { describeGateway } from "./gateway.ts";
import { need, needFile, run } from "./program.ts";
import { folderWith, snippet } from "./snippet.ts";

const MODULES = "/usr/lib/apache2/modules";

/** The modules that Debian's configuration loads, and those that the documentation enables with a2enmod. */
const LOADED = ["mpm_event", "authz_core", "setenvif", "proxy", "proxy_http", "lua"];

await describeGateway("Apache", async (place) => {
  need("apache2", "apache2");
  needFile("/usr/share/lua/5.3/socket/http.lua", "lua-socket");
  const gateway = await freePort();
  const all = { ...place, gateway };
  const folder = folderWith({ "latchkey-apache.lua": snippet("latchkey-apache.lua", all) });
  const globals = [
    `ServerRoot ${folder}`,
    "ServerName localhost",
    `PidFile ${folder}/pid`,
    `ErrorLog ${folder}/error.log`,
    "LogLevel warn",
    ...LOADED.filter((name) => existsSync(`${MODULES}/mod_${name}.so`)).map(
      (name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`,
    ),
    snippet("apache.conf", all).replaceAll("/etc/apache2", folder),
  ];
  const config = join(folder, "apache.conf");
  writeFileSync(config, globals.join("\n"));
  const apache = await run("apache2", ["-f", config, "-D", "FOREGROUND"], { port: gateway });
  return {
    port: gateway,
    async stop() {
      await apache.stop();
      rmSync(folder, { recursive: true });
    },
  };
});
