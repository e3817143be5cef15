import { Buffer } from "node:buffer";
import { scryptSync } from "node:crypto";
import { DEMO_PASSWORD } from "../../db/seeds/demo-people.ts";
import { randomBytes } from "./random-bytes.ts";

export const PASSWORD = DEMO_PASSWORD;

const salt = randomBytes(16);
const key = scryptSync(PASSWORD, salt, 32, { N: 2 ** 4, r: 8, p: 1 });
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64").replace(/=+$/, "");

/** A hash as the Worker stores it, cheap enough for hundreds of sign-ins. */
export const PASSWORD_HASH = `$scrypt$ln=4,r=8,p=1$${base64(salt)}$${base64(key)}`;
