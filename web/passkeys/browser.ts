/** What the browser did with a passkey: its answer, or why there is none. */
export type Outcome<Answer> = { answer: Answer } | { problem: string };

const GIVEN_UP = "No passkey was used: it was cancelled, or took too long.";

const PROBLEMS: Record<string, string> = {
  AbortError: GIVEN_UP,
  NotAllowedError: GIVEN_UP,
  InvalidStateError: "This device has a passkey of yours already.",
  SecurityError:
    "Passkeys do not work at this address. They need a host name, and https unless it is localhost.",
};

/** Whether this browser supports passkeys in their JSON form (WebAuthn level 3). */
export function knowsPasskeys(): boolean {
  return typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential;
}

/** Makes a passkey; the browser asks its user first. */
export function createPasskey(
  options: PublicKeyCredentialCreationOptionsJSON,
): Promise<Outcome<RegistrationResponseJSON>> {
  return outcome(async () => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    return (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  });
}

/** Answers with a passkey at hand; `conditional` waits below a field until the user picks one there. */
export function answerWithPasskey(
  options: PublicKeyCredentialRequestOptionsJSON,
  { signal, conditional = false }: { signal?: AbortSignal; conditional?: boolean } = {},
): Promise<Outcome<AuthenticationResponseJSON>> {
  return outcome(async () => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    const mediation = conditional ? "conditional" : "optional";
    return (await navigator.credentials.get({ publicKey, signal, mediation })) as PublicKeyCredential;
  });
}

async function outcome<Answer>(work: () => Promise<PublicKeyCredential>): Promise<Outcome<Answer>> {
  try {
    return { answer: (await work()).toJSON() as Answer };
  } catch (error) {
    const name = error instanceof DOMException ? error.name : "";
    return { problem: PROBLEMS[name] ?? "The browser could not use a passkey." };
  }
}
