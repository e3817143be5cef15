import { settingProblems } from "../../domain/settings.ts";
import type { CommandPlace } from "../d1/place.ts";
import { type Finding, unwell, well } from "./finding.ts";

export function examineSettings({ vars }: CommandPlace): Finding {
  const problems = settingProblems(vars);
  if (problems.length === 0) return well("settings", `API tokens start with ${vars.TOKEN_PREFIX}_.`);
  return unwell(
    "settings",
    `${problems.join("; ")}.`,
    'Set them under "vars" in .latchkey.json, and npm run deploy.',
  );
}

export function examineSecretsKey({ hasSecretsKey, local }: CommandPlace): Finding {
  if (hasSecretsKey) return well("secret", "SECRETS_KEY is set.");
  return unwell(
    "secret",
    "SECRETS_KEY is missing: what has to be encrypted cannot be stored.",
    local ? "npm run dev makes it." : "npm run deploy makes it.",
  );
}
