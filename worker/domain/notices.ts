/** A mail that is due, as data: `worker/emails` has the words. Never holds a secret. */
export type Notice = {
  kind: "tokens-revoked";
  organization: string;
  administrator: string;
  count: number;
  tokens: { name: string; prefix: string }[];
};

export type Mail = { recipient: string; notice: Notice };
