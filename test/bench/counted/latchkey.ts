import { createApp } from "../../../worker/app.ts";
import { counted } from "./counts.ts";

/** Latchkey, counted. */
const app = createApp();
export default counted<Cloudflare.Env>((request, env, execution) =>
  app.fetch(request, env, execution as never),
);
